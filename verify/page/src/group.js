// ristretto255 by @noble/curves. Nothing here is secret, so nothing needs to take constant time.
import { mulAddUnsafe } from "@noble/curves/abstract/curve.js";
import { ristretto255 } from "@noble/curves/ed25519.js";

import { bytes, ORDER } from "./hashing.js";

const Point = ristretto255.Point;
export const IDENTITY = Point.ZERO;
export const IDENTITY_TEXT = "0".repeat(64);
const modulo = (k) => ((BigInt(k) % ORDER) + ORDER) % ORDER;
const prepared = new WeakSet();

// The point of 64 hexadecimal digits, or undefined.
export function decode(text) {
  try {
    return Point.fromBytes(bytes(text));
  } catch {
    return undefined;
  }
}

// Tables for an element that comes in every ballot.
export function prepare(point) {
  point.precompute(6, false);
  prepared.add(point);
  return point;
}

export const base = (k) => Point.BASE.multiplyUnsafe(modulo(k));

export function times(k, point) {
  const scalar = modulo(k);
  return prepared.has(point) ? point.multiplyUnsafe(scalar) : mulAddUnsafe(Point, [point], [scalar]);
}

// zP − cQ, with P the generator if none is given.
export const differ = (z, p, c, q) => (p ? times(z, p) : base(z)).subtract(times(c, q));
