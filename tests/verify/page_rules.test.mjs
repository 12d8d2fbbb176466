// The page's rules and times against docs/protocol-vectors.json; the rest of it is tried in a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { isCanonical, isTime, parse } from "../../verify/page/src/canonical.js";
import { elected, reaches } from "../../verify/page/src/rules.js";

const vectors = JSON.parse(readFileSync(new URL("../../docs/protocol-vectors.json", import.meta.url), "utf8"));

test("who is elected", () => {
  for (const { roll, rule, seats, took_part: tookPart, valid, votes, ...wanted } of vectors.rank) {
    const sizes = { roll, tookPart };
    assert.equal(reaches(tookPart, rule.turnout, sizes), valid);
    const able = votes.map((number) => valid && reaches(number, rule.elected, sizes));
    assert.deepEqual(elected(votes, able, seats), [wanted.elected, wanted.tied]);
  }
});

test("times", () => {
  for (const text of vectors.time.accepted) assert.ok(isTime(text), text);
  for (const text of vectors.time.refused) assert.ok(!isTime(text), text);
});

test("canonical JSON", () => {
  const holds = (text) => {
    const read = parse(new TextEncoder().encode(text));
    return read !== undefined && isCanonical(read);
  };
  for (const text of vectors.canonical.accepted) assert.ok(holds(text), text);
  for (const text of vectors.canonical.refused) assert.ok(!holds(text), text);
});
