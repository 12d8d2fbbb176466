// The browser's modules against themselves: a whole election from seeds to numbers.
import assert from "node:assert/strict";
import test from "node:test";
import * as ballot from "../../../elections/booth/src/core/ballot.js";
import { checkChain, linesOf } from "../../../elections/booth/src/core/board.js";
import { checkEqual } from "../../../elections/booth/src/core/proofs.js";
import { checkSetup } from "../../../elections/booth/src/core/setup.js";
import * as suite from "../../../elections/booth/src/core/suite.js";
import { checkTally, search } from "../../../elections/booth/src/core/tally.js";
import * as trustee from "../../../elections/booth/src/core/trustee.js";
import { closeAndTally, contest, makeBallot, openElection, vote } from "./maker.mjs";

const { readElement, readHash, sum, timesPublic } = suite;

const groundOf = async (board) => {
  const entries = linesOf(board.text);
  const hashes = await checkChain(entries);
  return { entries, hashes, ground: checkSetup(entries, hashes) };
};

test("two of three open what twelve chose", async () => {
  const election = openElection();
  const cast = [];
  for (const [at, card] of election.drawn.entries()) cast.push(await vote(election, card, { a: at < 7 ? ["o1", "o3"] : ["o2"] }));
  cast.push(await vote(election, election.drawn[0], { a: [] }, { revision: 2 }));
  closeAndTally(election, cast.slice(1));
  const { entries, hashes, ground } = await groundOf(election.board);
  const { tally, Q } = await checkTally(entries, hashes, ground);
  const two = [1, 3];
  const shares = two.map((i) => trustee.open(election.people[i - 1], election.people[i - 1].secret, tally, readHash(Q)));
  const votes = tally.contests[0].sums.map(({ a, b }, at) => {
    for (const { index, contests } of shares) {
      const { d, proof } = contests[0].shares[at];
      const context = [readHash(Q), index, "a", at];
      checkEqual({ label: "share", key: readElement(ground.key.keys[index - 1]), base: readElement(a), value: readElement(d), context, proof });
    }
    const opened = sum(shares.map(({ index, contests }) =>
      timesPublic(readElement(contests[0].shares[at].d), trustee.lagrange(two, index))));
    return search(readElement(b).subtract(opened), 12, suite.G);
  });
  assert.deepEqual(votes, [6, 5, 6]);
});

test("a tally that leaves out one ballot, or adds up others, is refused", async () => {
  for (const wrong of [(cast) => cast.slice(1), (cast) => [...cast.slice(1), cast[1]], (cast) => [cast[0]]]) {
    const election = openElection();
    const cast = [];
    for (const card of election.drawn) cast.push(await vote(election, card, { a: ["o2"] }));
    closeAndTally(election, wrong(cast));
    const { entries, hashes, ground } = await groundOf(election.board);
    await assert.rejects(checkTally(entries, hashes, ground), /tally/);
  }
});

test("a tally with more people than the roll has is refused, and so is a sheet without a number", async () => {
  for (const [found, fine] of [[28, true], [29, false], [-1, false], ["1", false]]) {
    const election = openElection();
    const cast = [];
    for (const card of election.drawn) cast.push(await vote(election, card, { a: ["o2"] }));
    closeAndTally(election, cast, [{ found }]);
    const { entries, hashes, ground } = await groundOf(election.board);
    assert.equal(ground.manifest.roll.size, cast.length + 28);
    await (fine ? checkTally(entries, hashes, ground) : assert.rejects(checkTally(entries, hashes, ground), /tally/));
  }
});

test("a second tally is refused", async () => {
  const election = openElection();
  const cast = [];
  for (const card of election.drawn) cast.push(await vote(election, card, { a: ["o1"] }));
  closeAndTally(election, cast);
  election.board.add("tally", election.board.entries.at(-1).body, election.manifest.closes_at);
  await assert.rejects(groundOf(election.board), /order/);
});

test("a bad deal is found, and its complaint can be checked by anyone", () => {
  const election = openElection();
  const bodies = (kind) => election.board.entries.filter((entry) => entry.kind === kind).map(({ body }) => body);
  const deals = structuredClone(bodies("trustee.deal"));
  deals[1].shares[0].box = deals[1].shares[2].box;
  const { wrong, secret } = trustee.openAll(election.people[0], deals, bodies("trustee.reveal"));
  assert.deepEqual(wrong.map(({ dealer }) => dealer), [2]);
  assert.equal(secret, null);
  const complaint = trustee.complain(election.people[0], 2, wrong[0]);
  checkEqual({
    label: "complaint", key: election.people[0].E, base: wrong[0].R, value: readElement(complaint.secret),
    context: [election.people[0].M, 2, 1], proof: complaint.proof,
  });
});

test("what is turned by one bit is refused", async () => {
  const election = openElection();
  const at = election.board.text.length >> 1;
  for (const place of [40, at - 333, at, at + 777]) {
    const letters = [...election.board.text];
    letters[place] = letters[place] === "1" ? "2" : "1";
    await assert.rejects(groundOf({ text: letters.join("") }));
  }
});

test("a ballot for another key, election, credential or contest is refused, and so is too many", async () => {
  const election = openElection({ contests: [contest("a", 4, 2), contest("b", 2, 1)] });
  const { signed } = await makeBallot(election, election.drawn[0], { a: ["o1", "o4"], b: [] });
  const ground = { contests: election.manifest.contests, Y: election.Y, election: election.O };
  ballot.checkBallot(signed, ground);
  const other = suite.writeElement(suite.times(suite.G, 5n));
  const twisted = (change) => {
    const copy = structuredClone(signed);
    change(copy);
    return copy;
  };
  const bad = [
    twisted((copy) => (copy.credential = other)), twisted((copy) => (copy.revision = 2)), twisted((copy) => (copy.election = "0".repeat(64))),
    twisted((copy) => (copy.contests[0].options[0].a = "0".repeat(64))), twisted((copy) => copy.contests[0].options.reverse()),
    twisted((copy) => (copy.contests[0].options[1] = copy.contests[0].options[0])), twisted((copy) => copy.contests.reverse()),
    twisted((copy) => (copy.signature = copy.contests[0].sum[0])), twisted((copy) => (copy.extra = 1)),
  ];
  for (const copy of bad) assert.throws(() => ballot.checkBallot(copy, ground));
  await assert.rejects(makeBallot(election, election.drawn[0], { a: ["o1", "o2", "o3"], b: [] }), /too_many/);
});

test("a challenged ballot encrypts again to itself, and to nothing else", async () => {
  const election = openElection();
  const { ballot: made, opened } = await makeBallot(election, election.drawn[3], { a: ["o2"] });
  const ground = { contests: election.manifest.contests, Y: election.Y };
  assert.deepEqual(ballot.checkOpened({ ballot: made, opened }, ground), { a: ["o2"] });
  opened[0][0][0] = 1;
  assert.throws(() => ballot.checkOpened({ ballot: made, opened }, ground), /challenge/);
});
