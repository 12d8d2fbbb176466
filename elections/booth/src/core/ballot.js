// Ballots (docs/protocol.md, section 8): made, signed, opened for a challenge, checked.
import * as canonical from "./canonical.js";
import { tracker } from "./codes.js";
import { check, checkRange, prepareBranch, prove, proveRange } from "./proofs.js";
import {
  G, hexOf, insist, mod, Point, randomScalar, readElement, readHash, readScalar, sha256, small, sum, times, writeElement,
  writeScalar,
} from "./suite.js";

const noPause = async () => {};

/** What a ballot needs and no choice changes: drawn while the voter reads. Good for one ballot, never for two. */
export const prepare = async (contests, Y, { pause = noPause, draw = randomScalar } = {}) => {
  const prepared = [];
  for (const contest of contests) {
    const options = [];
    for (const _ of contest.options) {
      const r = draw();
      options.push({ r, A: times(G, r), rY: times(Y, r), branches: [prepareBranch(Y, draw), prepareBranch(Y, draw)] });
      await pause();
    }
    const branches = [];
    for (let j = 0; j <= contest.max; j++) {
      branches.push(prepareBranch(Y, draw));
      await pause();
    }
    prepared.push({ options, sum: branches });
  }
  return prepared;
};

const encryptOption = (ground, own, m, index, contest) => {
  const { A, rY, r, branches } = own;
  const B = rY.add(small(G, m));
  const context = [...ground.context, contest.id, index];
  const proof = proveRange({ label: "option", Y: ground.Y, A, B, m, r, branches, context });
  return { A, B, m, r, json: { a: writeElement(A), b: writeElement(B), proof } };
};

const encryptContest = async (ground, contest, own, chosen, pause) => {
  const options = [];
  for (const [index, option] of contest.options.entries()) {
    options.push(encryptOption(ground, own.options[index], Number(chosen.includes(option.id)), index, contest));
    await pause();
  }
  const m = options.reduce((total, option) => total + option.m, 0);
  insist(m <= contest.max, "ballot.too_many", contest.id);
  const proof = proveRange({
    label: "sum", Y: ground.Y, A: sum(options.map(({ A }) => A)), B: sum(options.map(({ B }) => B)), m,
    r: mod(options.reduce((total, { r }) => total + r, 0n)), branches: own.sum, context: [...ground.context, contest.id],
  });
  return {
    json: { id: contest.id, options: options.map(({ json }) => json), sum: proof },
    opened: options.map((option) => [option.m, writeScalar(option.r)]),
  };
};

/** A ballot without signature, and what opens it. `choices` is {contest id: [option id…]}; an empty list is a blank ballot. */
export const encrypt = async ({ contests, Y, election, key, revision, choices, prepared, pause = noPause }) => {
  const ground = { Y, context: [readHash(election), key, revision] };
  const done = [];
  for (const [at, contest] of contests.entries()) {
    done.push(await encryptContest(ground, contest, prepared[at], choices[contest.id] ?? [], pause));
  }
  const ballot = { contests: done.map(({ json }) => json), credential: writeElement(key), election, revision };
  return { ballot, opened: done.map(({ opened }) => opened), hash: hashOf(ballot) };
};

export const hashOf = (ballot) => hexOf(sha256(canonical.write(canonical.without(ballot, "signature"))));
export const trackerOf = (ballot) => tracker(readHash(hashOf(ballot)));

export const sign = (ballot, { secret, key, nonce }) => {
  const context = [readHash(ballot.election), readHash(hashOf(ballot))];
  return { ...ballot, signature: prove({ label: "ballot", secret, key, context, nonce }) };
};

// --- checking ---

const checkContest = (ground, contest, json) => {
  canonical.keys(json, ["id", "options", "sum"], "contest");
  insist(json.id === contest.id && json.options.length === contest.options.length, "ballot.contest", contest.id);
  const totals = { A: Point.ZERO, B: Point.ZERO };
  for (const [index, option] of json.options.entries()) {
    canonical.keys(option, ["a", "b", "proof"], "option");
    const [A, B] = [readElement(option.a), readElement(option.b)];
    const context = [...ground.context, contest.id, index];
    checkRange({ label: "option", Y: ground.Y, A, B, top: 1, context, proof: option.proof });
    [totals.A, totals.B] = [totals.A.add(A), totals.B.add(B)];
  }
  const context = [...ground.context, contest.id];
  checkRange({ label: "sum", Y: ground.Y, ...totals, top: contest.max, context, proof: json.sum });
};

/** Everything about a ballot that does not depend on other ballots. */
export const checkBallot = (ballot, { contests, Y, election, signed = true }) => {
  const names = ["contests", "credential", "election", "revision"];
  canonical.keys(ballot, signed ? [...names, "signature"] : names, "ballot");
  insist(ballot.election === election, "ballot.election");
  insist(Number.isSafeInteger(ballot.revision) && ballot.revision >= 1, "ballot.revision");
  insist(ballot.contests.length === contests.length, "ballot.contests");
  const key = readElement(ballot.credential);
  const ground = { Y, context: [readHash(election), key, ballot.revision] };
  contests.forEach((contest, at) => checkContest(ground, contest, ballot.contests[at]));
  if (!signed) return;
  const context = [readHash(election), readHash(hashOf(ballot))];
  check({ label: "ballot", key, context, proof: ballot.signature });
};

/** The choices of an opened ballot, after encrypting them again. */
export const checkOpened = ({ ballot, opened }, { contests, Y }) => {
  insist(opened.length === contests.length, "challenge.shape");
  return Object.fromEntries(
    contests.map((contest, at) => {
      insist(opened[at].length === contest.options.length, "challenge.shape", contest.id);
      const chosen = contest.options.filter((option, index) => {
        const [m, hex] = opened[at][index];
        const { a, b } = ballot.contests[at].options[index];
        const r = readScalar(hex);
        insist(m === 0 || m === 1, "challenge.choice", option.id);
        insist(writeElement(times(G, r)) === a, "challenge.wrong", option.id);
        insist(writeElement(times(Y, r).add(small(G, m))) === b, "challenge.wrong", option.id);
        return m === 1;
      });
      return [contest.id, chosen.map(({ id }) => id)];
    }),
  );
};
