// The three proofs of docs/protocol.md, section 3. Every hash holds the statement, all commitments and the context.
import { G, Hs, insist, mod, randomScalar, readScalar, small, times, timesPublic, writeScalar } from "./suite.js";

const pair = (proof, where) => {
  insist(Array.isArray(proof) && proof.length === 2, "proof.shape", where);
  return proof.map(readScalar);
};

// --- knowledge of x with P = xG; also a signature by P ---

export const prove = ({ label, secret, key = times(G, secret), context, nonce = randomScalar() }) => {
  const c = Hs(label, key, times(G, nonce), ...context);
  return [writeScalar(c), writeScalar(mod(nonce + c * secret))];
};

export const check = ({ label, key, context, proof }) => {
  const [c, z] = pair(proof, label);
  const commitment = timesPublic(G, z).subtract(timesPublic(key, c));
  insist(Hs(label, key, commitment, ...context) === c, "proof.wrong", label);
};

// --- equal logarithms: P = xG and D = xA ---

export const proveEqual = ({ label, secret, key, base, value, context, nonce = randomScalar() }) => {
  const c = Hs(label, key, base, value, times(G, nonce), times(base, nonce), ...context);
  return [writeScalar(c), writeScalar(mod(nonce + c * secret))];
};

export const checkEqual = ({ label, key, base, value, context, proof }) => {
  const [c, z] = pair(proof, label);
  const first = timesPublic(G, z).subtract(timesPublic(key, c));
  const second = timesPublic(base, z).subtract(timesPublic(value, c));
  insist(Hs(label, key, base, value, first, second, ...context) === c, "proof.wrong", label);
};

// --- range: (A, B) = (rG, mG + rY) with 0 ≤ m ≤ top ---

/** What one branch needs that does not depend on the choice: two scalars and their multiples, drawn ahead. */
export const prepareBranch = (Y, draw = randomScalar) => {
  const [t, c] = [draw(), draw()];
  return { t, c, tG: times(G, t), tY: times(Y, t), cG: times(G, c) };
};

/** Branch j commits to tG and tY; a false one adds c(j−m)G, for then z = t + c·r answers the drawn c. */
const commitments = (branches, m) =>
  branches.map(({ tG, tY, cG }, j) => [tG, j === m ? tY : tY.add(small(cG, j - m))]);

export const proveRange = ({ label, Y, A, B, m, r, branches, context }) => {
  const committed = commitments(branches, m);
  const all = Hs(label, Y, A, B, branches.length - 1, ...committed.flat(), ...context);
  const others = branches.reduce((total, { c }, j) => (j === m ? total : total + c), 0n);
  return branches.map(({ t, c }, j) => {
    const own = j === m ? mod(all - others) : c;
    return [writeScalar(own), writeScalar(mod(t + own * r))];
  });
};

export const checkRange = ({ label, Y, A, B, top, context, proof }) => {
  insist(Array.isArray(proof) && proof.length === top + 1, "proof.shape", label);
  let [total, shifted] = [0n, B];
  const committed = [];
  for (const branch of proof) {
    const [c, z] = pair(branch, label);
    total += c;
    committed.push(timesPublic(G, z).subtract(timesPublic(A, c)));
    committed.push(timesPublic(Y, z).subtract(timesPublic(shifted, c)));
    shifted = shifted.subtract(G);
  }
  insist(Hs(label, Y, A, B, top, ...committed, ...context) === mod(total), "proof.wrong", label);
};
