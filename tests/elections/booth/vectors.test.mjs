// docs/protocol-vectors.json, reproduced by the browser's modules.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import * as ballot from "../../../elections/booth/src/core/ballot.js";
import { checkChain, entryHash, inSeats, isTime, linesOf, only } from "../../../elections/booth/src/core/board.js";
import * as canonical from "../../../elections/booth/src/core/canonical.js";
import * as cards from "../../../elections/booth/src/core/cards.js";
import * as codes from "../../../elections/booth/src/core/codes.js";
import * as proofs from "../../../elections/booth/src/core/proofs.js";
import { checkSetup } from "../../../elections/booth/src/core/setup.js";
import * as suite from "../../../elections/booth/src/core/suite.js";
import { checkTally, search } from "../../../elections/booth/src/core/tally.js";
import * as trustee from "../../../elections/booth/src/core/trustee.js";

const vectors = JSON.parse(readFileSync(new URL("../../../docs/protocol-vectors.json", import.meta.url), "utf8"));
const { G, hexOf, Hs, mod, readElement, readHash, readScalar, timesPublic, writeElement, writeScalar } = suite;
const bytesOf = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const items = (list) => list.map((item) => ("bytes" in item ? bytesOf(item.bytes) : (item.integer ?? item.text)));
const drawing = (name) => {
  let n = 0;
  return () => Hs("vector", name, n++);
};

/** Our branches hold t = z − c·r; the vectors draw k for the true branch and then c, z for the others. */
const branchesFrom = (draw, { Y, m, r, top }) => {
  const k = draw();
  return Array.from({ length: top + 1 }, (_, j) => {
    const [c, z] = j === m ? [1n, 0n] : [draw(), draw()];
    const t = j === m ? k : mod(z - c * r);
    return { t, c, tG: timesPublic(G, t), tY: timesPublic(Y, t), cG: timesPublic(G, c) };
  });
};

test("canonical JSON", () => {
  for (const text of vectors.canonical.accepted) assert.equal(canonical.write(canonical.read(text)), text);
  for (const text of vectors.canonical.refused) assert.throws(() => canonical.read(text), undefined, text);
});

test("codes and encodings", () => {
  for (const { bytes, code } of vectors.codes) {
    assert.equal(codes.encode(bytesOf(bytes)), code);
    assert.deepEqual(codes.decode(code), bytesOf(bytes));
  }
  for (const hex of vectors.refused.elements) assert.throws(() => readElement(hex), undefined, hex);
  for (const hex of vectors.refused.scalars) assert.throws(() => readScalar(hex), undefined, hex);
});

test("codes as people type them", () => {
  for (const { bytes, typed } of vectors.typed.accepted) assert.deepEqual(codes.decode(typed), bytesOf(bytes), typed);
  for (const { size, typed } of vectors.typed.refused) assert.ok(!readsAs(typed, size), typed);
});

const readsAs = (typed, size) => {
  try {
    return codes.tidy(typed).length === Math.ceil((size * 8) / 5) && codes.decode(typed).length === size;
  } catch {
    return false;
  }
};

test("times", () => {
  for (const text of vectors.time.accepted) assert.ok(isTime(text), text);
  for (const text of vectors.time.refused) assert.ok(!isTime(text), text);
});

test("every hash of the protocol", () => {
  assert.ok(vectors.hashes.length >= 25);
  for (const { label, items: list, digest, scalar, bytes } of vectors.hashes) {
    assert.equal(hexOf(suite.H(label, ...items(list))), digest, label);
    assert.equal(writeScalar(Hs(label, ...items(list))), scalar);
    assert.equal(hexOf(suite.Hb(label, ...items(list))), bytes);
  }
});

test("cards", () => {
  for (const { card, code, election, pk, sk, cancel, cancel_sha256 } of vectors.cards) {
    assert.equal(hexOf(cards.readCard(card)), code);
    const own = cards.credentialOf(election, bytesOf(code));
    assert.deepEqual([writeElement(own.key), writeScalar(own.secret), own.cancel], [pk, sk, cancel]);
    const drawn = cards.drawCard(election, bytesOf(code));
    assert.deepEqual([cards.shownCode(drawn.code), drawn.entry], [card, { cancel: cancel_sha256, key: pk }]);
  }
});

test("the three proofs", () => {
  const { schnorr, equal, range } = vectors.proofs;
  const [secret, nonce, key] = [readScalar(schnorr.x), readScalar(schnorr.nonce), readElement(schnorr.p)];
  assert.deepEqual(proofs.prove({ label: schnorr.label, secret, context: items(schnorr.ctx), nonce }), schnorr.proof);
  proofs.check({ label: schnorr.label, key, context: items(schnorr.ctx), proof: schnorr.proof });
  const same = { label: equal.label, key, base: readElement(equal.a), value: readElement(equal.d), context: items(equal.ctx) };
  assert.deepEqual(proofs.proveEqual({ ...same, secret, nonce: readScalar(equal.nonce) }), equal.proof);
  proofs.checkEqual({ ...same, proof: equal.proof });
  for (const { a, b, ctx, key: Yhex, label, m, nonces, proof, r: rhex, top } of range) {
    const [Y, r, left] = [readElement(Yhex), readScalar(rhex), nonces.map(readScalar)];
    const statement = { label, Y, A: readElement(a), B: readElement(b), context: items(ctx) };
    const branches = branchesFrom(() => left.shift(), { Y, m, r, top });
    assert.deepEqual(proofs.proveRange({ ...statement, m, r, branches }), proof);
    proofs.checkRange({ ...statement, top, proof });
  }
});

test("trustees: seeds, deals, shares", () => {
  const lines = vectors.board.lines.map(canonical.read);
  const [{ threshold, number }, M] = [lines[0].body.trustees, readHash(vectors.key.manifest)];
  assert.equal(entryHash(lines[0]), vectors.key.manifest);
  const [deals, reveals] = [inSeats(lines, "trustee.deal"), inSeats(lines, "trustee.reveal")];
  const transports = inSeats(lines, "trustee.commit").map(({ transport }) => readElement(transport));
  for (const { index, seed, seed_code, share, signing, transport, coefficients } of vectors.key.trustees) {
    assert.equal(codes.withCheck("seed", bytesOf(seed)), seed_code);
    const own = trustee.derive({ seed: bytesOf(seed), M, index, threshold, number });
    assert.deepEqual([writeScalar(own.signing), writeScalar(own.transport), own.coefficients.map(writeScalar)], [signing, transport, coefficients]);
    assert.deepEqual(trustee.deal(own, transports).shares, deals[index - 1].shares);
    assert.equal(writeScalar(trustee.openAll(own, deals, reveals).secret), share);
    assert.deepEqual(trustee.commit(own).commitment, inSeats(lines, "trustee.commit")[index - 1].commitment);
  }
});

test("a ballot, from its choices and nonces", async () => {
  const lines = vectors.board.lines.map(canonical.read);
  const { contests, election } = lines[0].body;
  const wanted = vectors.ballot;
  const own = cards.credentialOf(election, bytesOf(wanted.code));
  const [Y, draw] = [readElement(wanted.key), drawing(`ballot ${wanted.ballot.credential} 1`)];
  const drawn = wanted.opened.map((contest) => contest.map(() => draw()));
  const prepared = contests.map((contest, at) => {
    const options = wanted.opened[at].map(([m], index) => {
      const r = drawn[at][index];
      return { r, A: timesPublic(G, r), rY: timesPublic(Y, r), branches: branchesFrom(draw, { Y, m, r, top: 1 }) };
    });
    const [m, r] = [wanted.opened[at].reduce((total, [one]) => total + one, 0), mod(options.reduce((total, one) => total + one.r, 0n))];
    return { options, sum: branchesFrom(draw, { Y, m, r, top: contest.max }) };
  });
  const choices = Object.fromEntries(contests.map(({ id, options }, at) => [id, options.filter((_, n) => wanted.opened[at][n][0]).map((o) => o.id)]));
  const made = await ballot.encrypt({ contests, Y, election: wanted.ballot.election, key: own.key, revision: 1, choices, prepared });
  const signed = ballot.sign(made.ballot, { ...own, nonce: drawing(`signature ${wanted.ballot.credential} 1`)() });
  assert.equal(canonical.write(signed), canonical.write(wanted.ballot));
  assert.deepEqual([made.opened, made.hash, ballot.trackerOf(signed)], [wanted.opened, wanted.hash, wanted.tracker]);
});

test("the whole board, to the last number", async () => {
  const entries = linesOf(`${vectors.board.lines.join("\n")}\n`);
  const hashes = await checkChain(entries);
  const ground = checkSetup(entries, hashes);
  const { tally, Q } = await checkTally(entries, hashes, ground);
  const result = only(entries, "result")[0].body;
  const shares = inSeats(entries, "share").filter(({ index }) => result.trustees.includes(index));
  tally.contests.forEach(({ id, sums }, contest) => {
    const votes = sums.map(({ a, b }, at) => {
      const parts = shares.map(({ index, contests }) => {
        const { d, proof } = contests[contest].shares[at];
        const statement = { label: "share", key: readElement(ground.key.keys[index - 1]), base: readElement(a), value: readElement(d) };
        proofs.checkEqual({ ...statement, context: [readHash(Q), index, id, at], proof });
        return timesPublic(readElement(d), trustee.lagrange(result.trustees, index));
      });
      return search(readElement(b).subtract(suite.sum(parts)), tally.counted, G);
    });
    assert.deepEqual(votes, result.contests[contest].online);
  });
});
