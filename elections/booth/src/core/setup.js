// Everything before voting (docs/protocol.md, sections 6 and 7), checked as far as the board has come.
import * as canonical from "./canonical.js";
import { bodies, inSeats, only } from "./board.js";
import { checkCredentials } from "./cards.js";
import { checkManifest } from "./manifest.js";
import { check, checkEqual } from "./proofs.js";
import { G, Hb, hexOf, insist, readElement, readHash, readScalar, sha256, sum, timesPublic, writeElement } from "./suite.js";
import { commitmentOf, lagrange, publicShare } from "./trustee.js";

const BODIES = {
  "trustee.commit": ["commitment", "index", "signing", "transport"],
  "trustee.reveal": ["coefficients", "index", "proofs"],
  "trustee.deal": ["index", "shares"],
  "trustee.confirm": ["index", "key", "proof"],
  "trustee.rehearsal": ["index", "proof", "share"],
  share: ["contests", "index"],
};

/** The body's keys, its index, and the signature of the trustee who speaks. */
export const checkSpoken = (kind, body, { M, signing, number }) => {
  canonical.keys(body, [...BODIES[kind], "signature"], kind);
  insist(Number.isSafeInteger(body.index) && body.index >= 1 && body.index <= number, "trustee.index", kind);
  const context = [M, Hb("body", canonical.write(canonical.without(body, "signature")))];
  check({ label: kind, key: signing[body.index - 1], context, proof: body.signature });
};

const checkReveal = (body, commits, { M, threshold }) => {
  const { coefficients, index, proofs } = body;
  insist(coefficients.length === threshold && proofs.length === threshold, "reveal.length", String(index));
  const C = coefficients.map(readElement);
  insist(commitmentOf(M, index, C) === commits[index - 1].commitment, "reveal.commitment", String(index));
  C.forEach((key, k) => check({ label: "coefficient", key, context: [M, index, k], proof: proofs[k] }));
};

const checkDeal = (body, { number }) => {
  insist(body.shares.length === number, "deal.length", String(body.index));
  for (const share of body.shares) {
    canonical.keys(share, ["box", "r"], "deal");
    readHash(share.box);
    readElement(share.r);
  }
};

const checkConfirm = (body, ground, reveals) => {
  const { index, key, proof } = body;
  const Y = publicShare(reveals, index);
  insist(writeElement(Y) === key, "confirm.key", String(index));
  check({ label: "confirm", key: Y, context: [ground.M, ground.T, index], proof });
};

const checkKey = (body, reveals, confirms) => {
  canonical.keys(body, ["key", "keys"], "key");
  const Y = sum(reveals.map(({ coefficients }) => readElement(coefficients[0])));
  insist(body.key === writeElement(Y), "key.sum");
  insist(body.keys.join() === confirms.map(({ key }) => key).join(), "key.shares");
};

const checkRehearsal = (body, M) => {
  canonical.keys(body, ["a", "b", "proof"], "rehearsal");
  check({ label: "rehearsal.made", key: readElement(body.a), context: [M, readElement(body.b)], proof: body.proof });
};

const checkAnswer = (body, made, key, { M }) => {
  const [base, value] = [readElement(made.a), readElement(body.share)];
  const label = "rehearsal";
  checkEqual({ label, key: readElement(key.keys[body.index - 1]), base, value, context: [M, body.index], proof: body.proof });
};

const checkRehearsed = ({ r, value }, made, key, answers) => {
  insist(Number.isSafeInteger(value) && value >= 0 && value <= 9999, "rehearsed.value");
  const [secret, vG] = [readScalar(r), timesPublic(G, BigInt(value))];
  insist(writeElement(timesPublic(G, secret)) === made.a, "rehearsed.a");
  insist(vG.add(timesPublic(readElement(key.key), secret)).equals(readElement(made.b)), "rehearsed.b");
  const indices = answers.map(({ index }) => index);
  const opened = sum(answers.map(({ index, share }) => timesPublic(readElement(share), lagrange(indices, index))));
  insist(readElement(made.b).subtract(opened).equals(vG), "rehearsed.shares");
};

const checkOpen = (body, { M, key, list }) => {
  canonical.keys(body, ["credentials", "key", "manifest"], "open");
  insist(body.manifest === hexOf(M) && body.key === key.key, "open.binds");
  insist(body.credentials === hexOf(sha256(canonical.write(list.credentials))), "open.credentials");
};

/** The ground that later stages stand on, after every entry so far has been checked. The chain is checked before. */
export const checkSetup = (entries, hashes) => {
  const manifest = entries[0].body;
  checkManifest(manifest);
  const { number, threshold } = manifest.trustees;
  const stage = (kind) => inSeats(entries, kind);
  const commits = stage("trustee.commit");
  const signing = [];
  for (const body of commits) signing[body.index - 1] = readElement(body.signing);
  const deals = only(entries, "trustee.deal");
  const T = deals.length === number ? readHash(hashes[deals.at(-1).n]) : null;
  const ground = { manifest, number, threshold, M: readHash(hashes[0]), signing, commits, T, reveals: stage("trustee.reveal"), deals: stage("trustee.deal") };
  for (const kind of Object.keys(BODIES)) if (kind !== "share") stage(kind).forEach((body) => checkSpoken(kind, body, ground));
  commits.forEach(({ transport }) => readElement(transport));
  ground.reveals.forEach((body) => checkReveal(body, commits, ground));
  ground.deals.forEach((body) => checkDeal(body, ground));
  const confirms = stage("trustee.confirm");
  confirms.forEach((body) => checkConfirm(body, ground, ground.reveals));
  return checkEnd(entries, hashes, { ...ground, confirms });
};

const checkEnd = (entries, hashes, ground) => {
  const first = (kind) => bodies(entries, kind)[0];
  const [key, made, rehearsed, list, open] = ["key", "rehearsal", "rehearsed", "credentials", "open"].map(first);
  const answers = inSeats(entries, "trustee.rehearsal");
  if (key) checkKey(key, ground.reveals, ground.confirms);
  if (made) checkRehearsal(made, ground.M);
  answers.forEach((body) => checkAnswer(body, made, key, ground));
  if (rehearsed) checkRehearsed(rehearsed, made, key, answers);
  const authority = readElement(ground.manifest.authority);
  if (list) checkCredentials(list, { authority, M: ground.M, most: ground.manifest.roll.size });
  if (open) checkOpen(open, { ...ground, key, list });
  const O = open ? hashes[only(entries, "open")[0].n] : null;
  return { ...ground, key: key ?? null, made, rehearsed, credentials: list?.credentials, O, Y: key ? readElement(key.key) : null };
};
