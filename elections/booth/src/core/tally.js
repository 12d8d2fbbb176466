// From the ballots on the board to the tally (docs/protocol.md, sections 8 and 9), added up again by oneself.
import * as canonical from "./canonical.js";
import { checkBallot, checkOpened, hashOf } from "./ballot.js";
import { bodies, only } from "./board.js";
import { concatBytes, hexOf, insist, Point, readElement, readHash, sha256, sum, writeElement } from "./suite.js";

const noPause = async () => {};

/** Nothing that was drawn once may stand twice: components, proofs. */
const checkFresh = (ballot, seen) => {
  const once = (text) => {
    insist(!seen.has(text), "ballot.repeated", text.slice(0, 16));
    seen.add(text);
  };
  for (const contest of ballot.contests) {
    once(JSON.stringify(contest.sum));
    for (const { a, b, proof } of contest.options) [a, b, JSON.stringify(proof)].forEach(once);
  }
};

const checkCast = (body, state) => {
  const { credential, revision } = body;
  insist(state.listed.has(credential), "ballot.unknown", credential);
  insist(!state.cancelled.has(credential), "ballot.cancelled", credential);
  insist(revision === (state.last.get(credential)?.revision ?? 0) + 1, "ballot.revision", credential);
  insist(!state.challenged.has(hashOf(body)), "ballot.challenged");
  checkBallot(body, state);
  checkFresh(body, state.seen);
  state.last.set(credential, body);
};

const checkChallenge = (body, state) => {
  checkBallot(body.ballot, { ...state, signed: false });
  checkOpened(body, state);
  checkFresh(body.ballot, state.seen);
  state.challenged.add(hashOf(body.ballot));
};

const checkCancel = ({ code, credential }, state) => {
  insist(state.listed.get(credential) === hexOf(sha256(readHash(code))), "cancel.code", credential);
  insist(!state.cancelled.has(credential), "cancel.twice", credential);
  state.cancelled.add(credential);
};

const CHECKS = { ballot: checkCast, challenge: checkChallenge, cancel: checkCancel };

/** The ballots that count, in the board's order, after each line of the voting has been checked. */
export const countedBallots = async (entries, ground, { pause = noPause, report = () => {} } = {}) => {
  const state = {
    contests: ground.manifest.contests, Y: ground.Y, election: ground.O,
    listed: new Map(ground.credentials.map(({ key, cancel }) => [key, cancel])),
    last: new Map(), cancelled: new Set(), challenged: new Set(), seen: new Set(),
  };
  const voting = entries.filter(({ kind }) => kind in CHECKS);
  for (const [at, { kind, body }] of voting.entries()) {
    CHECKS[kind](body, state);
    report(at + 1, voting.length);
    await pause();
  }
  const counts = (body) => state.last.get(body.credential) === body && !state.cancelled.has(body.credential);
  return bodies(entries, "ballot").filter(counts);
};

export const sums = (counted, contests) =>
  contests.map(({ id, options }, at) => ({
    id,
    sums: options.map((_, index) => {
      const column = (name) => counted.map((ballot) => readElement(ballot.contests[at].options[index][name]));
      return { a: writeElement(sum(column("a"))), b: writeElement(sum(column("b"))) };
    }),
  }));

const digest = (counted) => hexOf(sha256(concatBytes(...counted.map((ballot) => readHash(hashOf(ballot))))));

/** Once the sum is open it is too late to find that more took part than there are electors. */
const checkElectors = (counted, entries, { roll }) => {
  const found = bodies(entries, "paper").map((sheet) => sheet.found);
  insist(found.every((number) => Number.isSafeInteger(number) && number >= 0), "tally.paper");
  const tookPart = found.reduce((total, number) => total + number, counted);
  insist(tookPart <= roll.size, "tally.too_many", String(tookPart));
};

/** The board's only tally, and its hash Q, if it is what the ballots make; otherwise a refusal. No trustee answers another. */
export const checkTally = async (entries, hashes, ground, watch = {}) => {
  const tallies = only(entries, "tally");
  insist(tallies.length === 1, "tally.number", String(tallies.length));
  const [{ body, n }] = tallies;
  const counted = await countedBallots(entries, ground, watch);
  insist(counted.length >= ground.manifest.least, "tally.too_few", String(counted.length));
  checkElectors(counted.length, entries, ground.manifest);
  insist(body.counted === counted.length && body.ballots === digest(counted), "tally.ballots");
  insist(canonical.write(body.contests) === canonical.write(sums(counted, ground.manifest.contests)), "tally.sums");
  return { tally: body, Q: hashes[n], counted };
};

/** Votes of each option by baby steps; for showing and for tests. */
export const search = (point, most, step) => {
  let running = Point.ZERO;
  for (let m = 0; m <= most; m++, running = running.add(step)) if (running.equals(point)) return m;
  throw new Error("no number fits");
};
