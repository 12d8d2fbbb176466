// The three proofs (section 3), and the arithmetic of shares.
import { base, differ, IDENTITY, times } from "./group.js";
import { hashToScalar, ORDER } from "./hashing.js";

const same = (c, hash) => c % ORDER === hash;

export function knows(label, p, [c, z], ...context) {
  return same(c, hashToScalar(label, p.toBytes(), differ(z, null, c, p).toBytes(), ...context));
}

export function sameLog(label, p, a, d, [c, z], ...context) {
  const statement = [p, a, d, differ(z, null, c, p), differ(z, a, c, d)].map((point) => point.toBytes());
  return same(c, hashToScalar(label, ...statement, ...context));
}

export function inRange(label, y, a, b, proof, ...context) {
  const commitments = [];
  let total = 0n;
  proof.forEach(([c, z], j) => {
    const less = j ? b.subtract(base(j)) : b;
    commitments.push(differ(z, null, c, a).toBytes(), differ(z, y, c, less).toBytes());
    total += c;
  });
  const statement = [y.toBytes(), a.toBytes(), b.toBytes(), proof.length - 1, ...commitments];
  return same(total, hashToScalar(label, ...statement, ...context));
}

export const sum = (points) => points.reduce((total, point) => total.add(point), IDENTITY);

// A polynomial "in the exponent" at x.
export function atPoint(coefficients, x) {
  return coefficients.reduceRight((total, element) => times(x, total).add(element), IDENTITY);
}

function power(base, exponent) {
  let result = 1n;
  for (let b = base % ORDER, e = exponent; e > 0n; e >>= 1n, b = (b * b) % ORDER) {
    if (e & 1n) result = (result * b) % ORDER;
  }
  return result;
}

function lagrange(indices, i) {
  let [top, bottom] = [1n, 1n];
  for (const j of indices.filter((other) => other !== i)) {
    top = (top * BigInt(j)) % ORDER;
    bottom = (bottom * (((BigInt(j) - BigInt(i)) % ORDER) + ORDER)) % ORDER;
  }
  return (top * power(bottom, ORDER - 2n)) % ORDER;
}

// mG = B − Σ λ_i D_i, of shares [i, D_i].
export function decrypted(b, shares) {
  const indices = shares.map(([i]) => i);
  return b.subtract(sum(shares.map(([i, d]) => times(lagrange(indices, i), d))));
}
