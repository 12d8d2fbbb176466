// The manifest, the trustees' key and its rehearsal (sections 5 and 6).
import { pair } from "./ballotproofs.js";
import { write } from "./canonical.js";
import { base, decode, prepare, times } from "./group.js";
import { bytes, hashToBytes, hex, littleEndian, ORDER, plainHash, scalarOf } from "./hashing.js";
import { atPoint, decrypted, knows, sameLog, sum } from "./proofs.js";

const without = (body, key) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== key));
const unique = (things) => new Set(things.map(({ id }) => id)).size === things.length;

export function checkManifest(e, { body, hash, where }) {
  [e.manifest, e.m] = [body, hash];
  const { report } = e;
  report.need("manifest.suite", body.format === "linli-election-1" && body.suite === "linli-1", where);
  report.need("manifest.contests", contestsAreGood(body.contests), where);
  report.need("manifest.trustees", trusteesAreGood(body.trustees), where);
  const { elected, turnout } = body.rule;
  const rule = thresholdIsGood(elected) && thresholdIsGood(turnout) && turnout.base === "roll" && body.least >= 10;
  report.check("manifest.rule", rule, where);
  report.check("manifest.parties", body.authority !== body.board, where);
  report.check("manifest.times", body.opens_at < body.closes_at && body.attempt >= 1, where);
  report.check("manifest.roll", body.roll.size >= 1, where);
  const [roll, booth] = [e.files.get("roll.txt"), e.files.get("booth.html")];
  if (roll) {
    report.check("roll.digest", hex(plainHash(roll)) === body.roll.sha256, where);
    report.check("roll.size", linesOf(roll) === body.roll.size, where);
  }
  if (booth) report.check("booth.digest", hex(plainHash(booth)) === body.booth, where);
}

function linesOf(roll) {
  try {
    const lines = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(roll).split("\n");
    return lines.pop() === "" && lines.every(Boolean) ? lines.length : -1;
  } catch {
    return -1;
  }
}

function contestsAreGood(contests) {
  return contests.length > 0 && unique(contests) && contests.every(({ max, options, seats }) => {
    const number = options.length;
    return max >= 1 && max <= number && number <= 64 && seats >= 1 && seats <= number && unique(options);
  });
}

function trusteesAreGood({ names, number: n, threshold: t }) {
  return t >= 1 && t <= n && n <= 20 && (t > 1 || n === 1) && names.length === n;
}

const thresholdIsGood = ({ base, denominator: b, numerator: a }) => ["roll", "took_part"].includes(base) && b >= 1 && a <= b;

// Each body of a trustee carries his own signature over all the rest of it.
export function signedByTrustee(e, { kind, body, where }) {
  const rest = hashToBytes("body", new TextEncoder().encode(write(without(body, "signature"))));
  const { signing } = e.trustees.get(body.index);
  e.report.check("trustee.signature", knows(kind, signing, pair(body.signature), e.m, rest), where);
}

export function checkCommit(e, entry) {
  const { index, commitment, signing, transport } = entry.body;
  e.trustees.set(index, { commitment, signing: decode(signing), transport: decode(transport) });
  signedByTrustee(e, entry);
}

export function checkReveal(e, entry) {
  const { index, coefficients, proofs } = entry.body;
  const { report } = e;
  const t = e.manifest.trustees.threshold;
  report.need("trustee.coefficient", coefficients.length === t && proofs.length === t, entry.where);
  const trustee = e.trustees.get(index);
  const made = hex(hashToBytes("commitment", e.m, index, ...coefficients.map(bytes)));
  report.check("trustee.commitment", made === trustee.commitment, entry.where);
  trustee.coefficients = coefficients.map(decode);
  trustee.coefficients.forEach((c, k) => {
    report.check("trustee.coefficient", knows("coefficient", c, pair(proofs[k]), e.m, index, k), entry.where);
  });
  signedByTrustee(e, entry);
}

export function checkDeal(e, entry) {
  const { index, shares } = entry.body;
  e.report.need("trustee.deal", shares.length === e.manifest.trustees.number, entry.where);
  e.trustees.get(index).shares = shares;
  e.dealt = entry.hash;
  signedByTrustee(e, entry);
}

const publicShare = (e, j) => sum([...e.trustees.values()].map(({ coefficients }) => atPoint(coefficients, j)));

export function checkConfirm(e, entry) {
  const { index, key, proof } = entry.body;
  const point = decode(key);
  const good = publicShare(e, index).equals(point) && knows("confirm", point, pair(proof), e.m, e.dealt, index);
  e.report.check("trustee.confirm", good, entry.where);
  signedByTrustee(e, entry);
}

// The board ends here; what was in the box tells who was at fault.
export function checkComplaint(e, entry) {
  const { against, index, proof, secret } = entry.body;
  const dealer = e.trustees.get(against);
  e.report.need("trustee.complaint", dealer, entry.where);
  const { box, r } = dealer.shares[index - 1];
  const { transport } = e.trustees.get(index);
  const good = sameLog("complaint", transport, decode(r), decode(secret), pair(proof), e.m, against, index);
  e.report.check("trustee.complaint", good, entry.where);
  signedByTrustee(e, entry);
  const pad = hashToBytes("share", e.m, against, index, bytes(r), bytes(secret));
  const share = littleEndian(bytes(box).map((byte, i) => byte ^ pad[i]));
  const justified = share >= ORDER || !base(share).equals(atPoint(dealer.coefficients, index));
  e.report.facts.complaint = { by: index, against, justified };
}

export function checkKey(e, { body, where }) {
  const joint = sum([...e.trustees.values()].map(({ coefficients }) => coefficients[0]));
  e.keys = Array.from({ length: e.manifest.trustees.number }, (_, j) => publicShare(e, j + 1));
  const same = body.keys.length === e.keys.length && e.keys.every((key, j) => key.equals(decode(body.keys[j])));
  e.report.check("key.joint", same && joint.equals(decode(body.key)), where);
  e.key = prepare(joint);
}

export function checkRehearsal(e, { body, where }) {
  const [a, b] = [decode(body.a), decode(body.b)];
  e.report.check("rehearsal.made", knows("rehearsal.made", a, pair(body.proof), e.m, bytes(body.b)), where);
  e.rehearsal = { a, b, shares: [] };
}

export function checkTrusteeRehearsal(e, entry) {
  const { index, proof, share } = entry.body;
  const d = decode(share);
  const good = sameLog("rehearsal", e.keys[index - 1], e.rehearsal.a, d, pair(proof), e.m, index);
  e.report.check("rehearsal.share", good, entry.where);
  e.rehearsal.shares.push([index, d]);
  signedByTrustee(e, entry);
}

export function checkRehearsed(e, { body, where }) {
  const { a, b, shares } = e.rehearsal;
  const [r, value] = [scalarOf(body.r), base(body.value)];
  const made = body.value <= 9999 && a.equals(base(r)) && b.equals(value.add(times(r, e.key)));
  e.report.check("rehearsal.value", made && decrypted(b, shares).equals(value), where);
}

export { without };
