// The heavy part of a ballot: its proofs. Plain data in, plain data out, so that a worker can do it.
import { decode, IDENTITY, prepare } from "./group.js";
import { bytes, scalarOf } from "./hashing.js";
import { inRange, knows } from "./proofs.js";

let key = { text: "", point: IDENTITY };

export const pair = ([c, z]) => [scalarOf(c), scalarOf(z)];

function keyOf(text) {
  if (key.text !== text) key = { text, point: prepare(decode(text)) };
  return key.point;
}

// { y, o, ballot, most: [L of each contest], hash, signature? } → { options: [[bool]], sums: [bool], signature }
export function checkProofs({ y, o, ballot, most, hash, signature }) {
  const [key, election] = [keyOf(y), bytes(o)];
  const result = { options: [], sums: [], signature: true };
  ballot.contests.forEach((contest, number) => {
    const context = [election, bytes(ballot.credential), ballot.revision, contest.id];
    let [sumA, sumB] = [IDENTITY, IDENTITY];
    const good = contest.options.map((option, index) => {
      const [a, b] = [decode(option.a), decode(option.b)];
      [sumA, sumB] = [sumA.add(a), sumB.add(b)];
      const proof = option.proof.map(pair);
      return proof.length === 2 && inRange("option", key, a, b, proof, ...context, index);
    });
    const proof = contest.sum.map(pair);
    const right = proof.length === most[number] + 1;
    result.options.push(good);
    result.sums.push(right && inRange("sum", key, sumA, sumB, proof, ...context));
  });
  if (signature) {
    result.signature = knows("ballot", decode(ballot.credential), pair(signature), election, bytes(hash));
  }
  return result;
}
