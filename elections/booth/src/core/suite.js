// The group, the scalars and the hash of linli-1 (docs/protocol.md, section 2).
import { ristretto255 } from "@noble/curves/ed25519.js";
import { sha256 as sha256Of, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from "@noble/hashes/utils.js";

export { bytesToHex, concatBytes, utf8ToBytes };
export const Point = ristretto255.Point;
export const G = Point.BASE;
export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** What does not follow the protocol; `code` says which rule, the message where. */
export class Refusal extends Error {
  constructor(code, where = "") {
    super(where ? `${code}: ${where}` : code);
    this.code = code;
  }
}

export const insist = (condition, code, where) => {
  if (!condition) throw new Refusal(code, where);
};

export const sha256 = (data) => sha256Of(typeof data === "string" ? utf8ToBytes(data) : data);
export const same = (left, right) => left.length === right.length && left.every((byte, at) => byte === right[at]);

// --- scalars ---

export const mod = (number) => ((number % ORDER) + ORDER) % ORDER;

export const numberOf = (bytes) => {
  let number = 0n;
  for (let at = bytes.length - 1; at >= 0; at--) number = (number << 8n) | BigInt(bytes[at]);
  return number;
};

export const scalarBytes = (scalar) => {
  const bytes = new Uint8Array(32);
  for (let at = 0, rest = scalar; at < 32; at++, rest >>= 8n) bytes[at] = Number(rest & 255n);
  return bytes;
};

export const randomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Uniform in 1…l−1: 64 bytes from the system, reduced. */
export const randomScalar = () => {
  for (;;) {
    const scalar = mod(numberOf(randomBytes(64)));
    if (scalar) return scalar;
  }
};

export const inverse = (scalar) => {
  let [old, now, from, to] = [mod(scalar), ORDER, 1n, 0n];
  while (now) {
    const times = old / now;
    [old, now, from, to] = [now, old - times * now, to, from - times * to];
  }
  return mod(from);
};

// --- hexadecimal, as it stands in JSON ---

const HEX = /^[0-9a-f]{64}$/;

export const readHash = (hex) => {
  insist(typeof hex === "string" && HEX.test(hex), "encoding.hash", String(hex).slice(0, 70));
  return hexToBytes(hex);
};
export const hexOf = bytesToHex;

export const readScalar = (hex) => {
  const scalar = numberOf(readHash(hex));
  insist(scalar < ORDER, "encoding.scalar", hex);
  return scalar;
};
export const writeScalar = (scalar) => bytesToHex(scalarBytes(scalar));

/** An element that is not the identity: no place of the protocol reads one that may be. */
export const readElement = (hex) => {
  const bytes = readHash(hex);
  let point;
  try {
    point = Point.fromBytes(bytes);
  } catch {
    throw new Refusal("encoding.element", hex);
  }
  insist(!point.equals(Point.ZERO), "encoding.identity", hex);
  return point;
};
export const writeElement = (point) => bytesToHex(point.toBytes());

// --- multiplication: constant in time for secrets, quick for what is public ---

export const times = (point, scalar) => (scalar === 0n ? Point.ZERO : point.multiply(scalar));
export const timesPublic = (point, scalar) => point.multiplyUnsafe(scalar);
/** A multiple by a number of at most 64, in as many steps whichever it is: the distance from j tells the choice. */
export const small = (point, number) => {
  const steps = Math.abs(number);
  let total = Point.ZERO;
  for (let bit = 64; bit >= 1; bit >>= 1) {
    total = total.double();
    const more = total.add(point);
    if (steps & bit) total = more;
  }
  return number < 0 ? total.negate() : total;
};
export const sum = (points) => points.reduce((total, point) => total.add(point), Point.ZERO);

// --- the hash ---

const length4 = (bytes) => new Uint8Array(new Uint32Array([bytes.length]).buffer).reverse();

const itemBytes = (item) => {
  if (item instanceof Uint8Array) return item;
  if (typeof item === "string") return utf8ToBytes(item);
  if (Number.isSafeInteger(item)) return utf8ToBytes(String(item));
  return item.toBytes();
};

export const H = (label, ...items) => {
  const parts = [utf8ToBytes(`linli-1/${label}`), ...items.map(itemBytes)];
  return sha512(concatBytes(...parts.flatMap((part) => [length4(part), part])));
};
export const Hs = (label, ...items) => mod(numberOf(H(label, ...items)));
export const Hb = (label, ...items) => H(label, ...items).slice(0, 32);
