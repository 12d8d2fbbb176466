// Sheets, tally, shares and result (sections 8 and 9).
import { pair } from "./ballotproofs.js";
import { base, decode, IDENTITY } from "./group.js";
import { bytes, hex, plainHash } from "./hashing.js";
import { decrypted, sameLog } from "./proofs.js";
import { elected, reaches } from "./rules.js";
import { signedByTrustee } from "./setup.js";
import { sameContests } from "./voting.js";

const MOST_BOOKS = 1e9; // so that no sum of sheets leaves the integers of any language
const total = (numbers) => numbers.reduce((sum, number) => sum + number, 0);

export function checkPaper(e, { body, where }) {
  const { report } = e;
  report.need("paper.contests", sameContests(e, body.contests, "votes"), where);
  const { blank, books, found, invalid, issued, photo, spoiled, station, unused } = body;
  const sums = books === issued + unused && books <= MOST_BOOKS && issued >= found + spoiled && blank + invalid <= found;
  report.check("paper.sums", sums, where);
  const good = found - blank - invalid;
  body.contests.forEach(({ votes }, i) => {
    const few = votes.every((number) => number <= good) && total(votes) <= good * e.manifest.contests[i].max;
    report.check("paper.votes", few, where);
  });
  const once = e.sheets.every((other) => other.station !== station && other.photo !== photo);
  report.check("paper.once", once, where);
  if (e.files.size) {
    const content = e.files.get(`photos/${photo}`);
    report.check("paper.photo", content && hex(plainHash(content)) === photo, where);
  }
  e.sheets.push(body);
}

// The last ballot of each card that is not cancelled, in the order of the board.
export function countedBallots(e) {
  const kept = [...e.current].filter(([credential]) => !e.cancelled.has(credential)).map(([, ballot]) => ballot);
  return kept.sort((one, other) => one.line - other.line);
}

const tookPartOf = (e, counted) => counted + total(e.sheets.map(({ found }) => found));

export async function checkTally(e, { body, hash, where }) {
  const { report } = e;
  const ballots = countedBallots(e);
  report.check("paper.cancels", e.numbers.cancelled <= total(e.sheets.map(({ issued }) => issued)), where);
  report.check("tally.electors", tookPartOf(e, ballots.length) <= e.manifest.roll.size, where);
  report.check("tally.least", ballots.length >= e.manifest.least, where);
  const digest = hex(plainHash(bytes(ballots.map((ballot) => ballot.hash).join(""))));
  report.check("tally.counted", body.counted === ballots.length && body.ballots === digest, where);
  report.need("tally.sums", sameContests(e, body.contests, "sums"), where);
  e.sums = body.contests.map(({ sums }) => sums.map(({ a, b }) => [decode(a), decode(b)]));
  const right = await added(e, ballots);
  const same = e.sums.flat().every(([a, b], i) => a.equals(right[i][0]) && b.equals(right[i][1]));
  report.check("tally.sums", same, where);
  e.numbers.counted = ballots.length;
  e.q = hash;
}

async function added(e, ballots) {
  const sums = e.sums.flat().map(() => [IDENTITY, IDENTITY]);
  for (const { cipher } of ballots) {
    cipher.forEach(([a, b], i) => {
      sums[i] = [sums[i][0].add(decode(a)), sums[i][1].add(decode(b))];
    });
    await e.breathe();
  }
  return sums;
}

export function checkShare(e, entry) {
  const { index, contests } = entry.body;
  e.report.need("share.contests", sameContests(e, contests, "shares"), entry.where);
  const y = e.keys[index - 1];
  const points = contests.map(({ id, shares }, i) => shares.map(({ d, proof }, k) => {
    const point = decode(d);
    const good = sameLog("share", y, e.sums[i][k][0], point, pair(proof), e.q, index, id, k);
    e.report.check("share.proof", good, `${entry.where}, ${id}`);
    return point;
  }));
  e.shares.set(index, points);
  signedByTrustee(e, entry);
}

export function checkResult(e, { body, where }) {
  const { report, manifest } = e;
  report.need("result.contests", sameContests(e, body.contests, "online", "paper", "votes"), where);
  const used = body.trustees;
  const ascending = used.every((i, k) => e.shares.has(i) && (k === 0 || used[k - 1] < i));
  report.need("result.trustees", ascending && used.length === manifest.trustees.threshold, where);
  const tookPart = tookPartOf(e, e.numbers.counted);
  const people = body.counted === e.numbers.counted && body.took_part === tookPart;
  report.check("result.took_part", people, where);
  const sizes = { roll: manifest.roll.size, tookPart };
  const valid = reaches(tookPart, manifest.rule.turnout, sizes);
  report.check("result.valid", body.valid === valid, where);
  body.contests.forEach((contest, i) => {
    checkNumbers(e, i, contest, used, where);
    const [chosen, tied] = outcome(manifest, i, contest.votes, valid, sizes);
    const same = contest.elected.join("\n") === chosen.join("\n") && contest.tied.join("\n") === tied.join("\n");
    const lengths = contest.elected.length === chosen.length && contest.tied.length === tied.length;
    report.check("result.elected", same && lengths, `${where}, ${contest.id}`);
  });
  Object.assign(report.facts, { contests: manifest.contests, outcome: body.contests, valid });
}

function checkNumbers(e, i, contest, used, where) {
  contest.votes.forEach((votes, k) => {
    const [online, paper] = [contest.online[k], contest.paper[k]];
    const opened = decrypted(e.sums[i][k][1], used.map((index) => [index, e.shares.get(index)[i][k]]));
    e.report.check("result.online", online <= e.numbers.counted && opened.equals(base(online)), `${where}, ${contest.id}`);
    e.report.check("result.paper", paper === total(e.sheets.map(({ contests }) => contests[i].votes[k])), where);
    e.report.check("result.votes", votes === online + paper, where);
  });
}

function outcome(manifest, i, votes, valid, sizes) {
  if (!valid) return [[], []];
  const { options, seats } = manifest.contests[i];
  const able = votes.map((number) => reaches(number, manifest.rule.elected, sizes));
  return elected(votes, able, seats).map((places) => places.map((k) => options[k].id));
}
