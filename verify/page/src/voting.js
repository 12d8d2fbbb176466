// Cards, the opening, ballots, challenges, cancellations, closing (sections 7 and 8).
import { pair } from "./ballotproofs.js";
import { hourOf, write } from "./canonical.js";
import { base, decode, times } from "./group.js";
import { bytes, code, hashToBytes, hex, plainHash, scalarOf, utf8Bytes } from "./hashing.js";
import { knows } from "./proofs.js";
import { without } from "./setup.js";

const textHash = (text) => hex(plainHash(utf8Bytes(text)));

export function checkCredentials(e, { body, where }) {
  const listed = body.credentials;
  const ascending = listed.every(({ key }, i) => i === 0 || listed[i - 1].key < key);
  const cancels = new Set(listed.map(({ cancel }) => cancel));
  e.report.check("credentials.order", ascending && cancels.size === listed.length, where);
  e.report.check("credentials.number", listed.length >= 1 && listed.length <= e.manifest.roll.size, where);
  const text = write(listed);
  const context = [e.m, hashToBytes("list", utf8Bytes(text))];
  const signed = knows("credentials", decode(e.manifest.authority), pair(body.signature), ...context);
  e.report.check("credentials.signature", signed, where);
  e.credentials = new Map(listed.map(({ key, cancel }) => [key, cancel]));
  e.credentialsHash = textHash(text);
}

export function checkOpen(e, { body, hash, where }) {
  const same = body.credentials === e.credentialsHash && body.manifest === hex(e.m) && e.key.equals(decode(body.key));
  e.report.check("open.binding", same, where);
  e.o = hash;
}

// Contests in the manifest's order, with a value for each option.
export function sameContests(e, contests, ...lists) {
  const asked = e.manifest.contests;
  return contests.length === asked.length && asked.every(({ id, options }, i) => {
    return contests[i].id === id && lists.every((name) => contests[i][name].length === options.length);
  });
}

export function checkBallot(e, entry) {
  const sealed = without(entry.body, "signature");
  const hash = textHash(write(sealed));
  const done = checkSealed(e, entry, sealed, hash, entry.body.signature);
  e.report.check("ballot.challenged", !e.challenged.has(hash), entry.where);
  const cipher = sealed.contests.flatMap(({ options }) => options.map(({ a, b }) => [a, b]));
  e.current.set(sealed.credential, { line: entry.n, revision: sealed.revision, hash, cipher });
  e.trackers.set(code(bytes(hash)).slice(0, 20), { line: entry.n, credential: sealed.credential });
  e.numbers.ballots += 1;
  return done;
}

// What holds for a ballot and for a challenged one alike. The proofs come later: the promise waits for them.
function checkSealed(e, { at, where }, sealed, hash, signature) {
  const { report } = e;
  report.check("ballot.election", sealed.election === hex(e.o), where);
  report.need("ballot.contests", sameContests(e, sealed.contests, "options"), where);
  report.check("ballot.credential", e.credentials.has(sealed.credential), where);
  report.check("ballot.cancelled", !e.cancelled.has(sealed.credential), where);
  const last = e.current.get(sealed.credential);
  report.check("ballot.revision", sealed.revision === (last ? last.revision : 0) + 1, where);
  const inTime = hourOf(e.manifest.opens_at) <= at && at < e.manifest.closes_at;
  report.check("ballot.time", inTime, where);
  checkNotCopied(e, where, sealed);
  const most = e.manifest.contests.map(({ max }) => max);
  const job = { y: hex(e.key.toBytes()), o: hex(e.o), ballot: sealed, most, hash, signature };
  return e.prove(job).then((result) => noteProofs(report, where, result, signature));
}

function noteProofs(report, where, { options, sums, signature }, signed) {
  for (const good of options.flat()) report.check("ballot.option", good, where);
  for (const good of sums) report.check("ballot.sum", good, where);
  if (signed) report.check("ballot.signature", signature, where);
}

function checkNotCopied(e, where, sealed) {
  const things = sealed.contests.flatMap(({ options, sum }) => [
    ...options.flatMap(({ a, b, proof }) => [a, b, textHash(write(proof))]),
    textHash(write(sum)),
  ]);
  const fresh = new Set(things);
  const alone = fresh.size === things.length && things.every((thing) => !e.seen.has(thing));
  e.report.check("ballot.copied", alone, where);
  for (const thing of things) e.seen.add(thing);
}

export function checkChallenge(e, entry) {
  const { ballot, opened } = entry.body;
  const hash = textHash(write(ballot));
  const done = checkSealed(e, entry, ballot, hash, null);
  const good = opened.length === ballot.contests.length && ballot.contests.every(({ options }, i) => {
    return opened[i].length === options.length && options.every((option, k) => encrypts(e, option, opened[i][k]));
  });
  e.report.check("challenge.opened", good, entry.where);
  e.trackers.set(code(bytes(hash)).slice(0, 20), { line: entry.n });
  e.challenged.add(hash);
  e.numbers.challenges += 1;
  return done;
}

function encrypts(e, option, [m, r]) {
  const nonce = scalarOf(r);
  const [a, b] = [base(nonce), base(m).add(times(nonce, e.key))].map((point) => hex(point.toBytes()));
  return (m === 0 || m === 1) && option.a === a && option.b === b;
}

export function checkCancel(e, { body, where }) {
  const shown = hex(plainHash(bytes(body.code)));
  e.report.check("cancel.code", e.credentials.get(body.credential) === shown, where);
  e.report.check("cancel.once", !e.cancelled.has(body.credential), where);
  e.cancelled.add(body.credential);
  e.numbers.cancelled += 1;
}

export function checkClose(e, { at, body, where }) {
  const { ballots, cancelled, challenges } = e.numbers;
  e.report.check("close.time", at >= e.manifest.closes_at, where);
  const same = body.ballots === ballots && body.cancelled === cancelled && body.challenges === challenges;
  e.report.check("close.counts", same, where);
}
