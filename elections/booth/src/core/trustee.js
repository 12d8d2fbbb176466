// A trustee's part (docs/protocol.md, sections 6 and 9). Everything follows from one seed that never leaves the device.
import * as canonical from "./canonical.js";
import { prove, proveEqual } from "./proofs.js";
import {
  G, Hb, hexOf, Hs, inverse, mod, numberOf, ORDER, Point, readElement, readHash, scalarBytes, times, timesPublic, writeElement,
} from "./suite.js";

/** All secrets of trustee i for the board that begins with manifest M. */
export const derive = ({ seed, M, index, threshold, number }) => {
  const scalar = (label, ...more) => Hs(label, seed, M, index, ...more);
  const range = (from, to) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const secrets = {
    M, index, threshold, number,
    signing: scalar("seed.signing"), transport: scalar("seed.transport"),
    coefficients: range(0, threshold - 1).map((k) => scalar("seed.coefficient", k)),
    nonces: range(1, number).map((j) => scalar("seed.deal", j)),
  };
  return {
    ...secrets,
    S: times(G, secrets.signing), E: times(G, secrets.transport), C: secrets.coefficients.map((a) => times(G, a)),
  };
};

export const signBody = (kind, body, trustee, nonce) => {
  const context = [trustee.M, Hb("body", canonical.write(body))];
  return { ...body, signature: prove({ label: kind, secret: trustee.signing, key: trustee.S, context, nonce }) };
};

export const commitmentOf = (M, index, coefficients) => hexOf(Hb("commitment", M, index, ...coefficients));

export const commit = (trustee) =>
  signBody("trustee.commit", {
    commitment: commitmentOf(trustee.M, trustee.index, trustee.C),
    index: trustee.index, signing: writeElement(trustee.S), transport: writeElement(trustee.E),
  }, trustee);

export const reveal = (trustee) =>
  signBody("trustee.reveal", {
    coefficients: trustee.C.map(writeElement),
    index: trustee.index,
    proofs: trustee.coefficients.map((secret, k) =>
      prove({ label: "coefficient", secret, key: trustee.C[k], context: [trustee.M, trustee.index, k] })),
  }, trustee);

// --- dealing ---

const polynomial = (coefficients, x) => coefficients.reduceRight((total, a) => mod(total * BigInt(x) + a), 0n);

/** Σ x^k C_k: what f(x)G must be. */
export const inExponent = (coefficients, x) =>
  coefficients.reduceRight((total, C) => timesPublic(total, BigInt(x)).add(C), Point.ZERO);

const mask = (share, key) => share.map((byte, at) => byte ^ key[at]);

/** `transports` are all trustees' E, in order. */
export const deal = (trustee, transports) =>
  signBody("trustee.deal", {
    index: trustee.index,
    shares: transports.map((E, at) => {
      const [j, nonce] = [at + 1, trustee.nonces[at]];
      const [R, K] = [times(G, nonce), times(E, nonce)];
      const share = scalarBytes(polynomial(trustee.coefficients, j));
      return { box: hexOf(mask(share, Hb("share", trustee.M, trustee.index, j, R, K))), r: writeElement(R) };
    }),
  }, trustee);

/** My share in the deal of trustee i; `null` where it is not what the dealer committed to. */
export const openDeal = (trustee, dealt, coefficients) => {
  const { box, r } = dealt.shares[trustee.index - 1];
  const R = readElement(r);
  const K = times(R, trustee.transport);
  const share = numberOf(mask(readHash(box), Hb("share", trustee.M, dealt.index, trustee.index, R, K)));
  const holds = share < ORDER && times(G, share).equals(inExponent(coefficients, trustee.index));
  return { share: holds ? share : null, R, K };
};

export const complain = (trustee, against, { R, K }) =>
  signBody("trustee.complain", {
    against, index: trustee.index, secret: writeElement(K),
    proof: proveEqual({
      label: "complaint", secret: trustee.transport, key: trustee.E, base: R, value: K,
      context: [trustee.M, against, trustee.index],
    }),
  }, trustee);

/** The secret share out of all deals; names the dealers whose box does not hold. */
export const openAll = (trustee, deals, reveals) => {
  const opened = deals.map((dealt) => ({
    dealer: dealt.index, ...openDeal(trustee, dealt, reveals[dealt.index - 1].coefficients.map(readElement)),
  }));
  const wrong = opened.filter(({ share }) => share === null);
  return { wrong, secret: wrong.length ? null : mod(opened.reduce((total, { share }) => total + share, 0n)) };
};

export const publicShare = (reveals, j) =>
  reveals.reduce((total, { coefficients }) => total.add(inExponent(coefficients.map(readElement), j)), Point.ZERO);

export const confirm = (trustee, secret, T) => {
  const key = times(G, secret);
  const proof = prove({ label: "confirm", secret, key, context: [trustee.M, T, trustee.index] });
  return signBody("trustee.confirm", { index: trustee.index, key: writeElement(key), proof }, trustee);
};

// --- opening: the rehearsal, and the one tally ---

const shareOf = (label, secret, a, context) => {
  const base = readElement(a);
  const value = times(base, secret);
  const proof = proveEqual({ label, secret, key: times(G, secret), base, value, context });
  return { value: writeElement(value), proof };
};

export const rehearse = (trustee, secret, { a }) => {
  const { value, proof } = shareOf("rehearsal", secret, a, [trustee.M, trustee.index]);
  return signBody("trustee.rehearsal", { index: trustee.index, proof, share: value }, trustee);
};

/** `Q` is the entry hash of the board's only tally. */
export const open = (trustee, secret, tally, Q) =>
  signBody("share", {
    contests: tally.contests.map(({ id, sums }) => ({
      id,
      shares: sums.map(({ a }, at) => {
        const { value, proof } = shareOf("share", secret, a, [Q, trustee.index, id, at]);
        return { d: value, proof };
      }),
    })),
    index: trustee.index,
  }, trustee);

/** λ_i for the set of indices. */
export const lagrange = (indices, i) =>
  indices.filter((j) => j !== i).reduce((product, j) => mod(product * BigInt(j) * inverse(BigInt(j - i))), 1n);
