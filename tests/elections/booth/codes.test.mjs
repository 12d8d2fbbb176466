// Codes as people type them, canonical JSON, and what the modules must never use.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";
import * as canonical from "../../../elections/booth/src/core/canonical.js";
import { drawCard, readCard, shownCode } from "../../../elections/booth/src/core/cards.js";
import { decode, encode, groups, tracker } from "../../../elections/booth/src/core/codes.js";
import { drawSeed, readSeed, showSeed } from "../../../elections/booth/src/core/seeds.js";
import * as suite from "../../../elections/booth/src/core/suite.js";

test("a code reads as it was written, however it is typed", () => {
  const { code } = drawCard("e");
  assert.equal(code.length, 28);
  const bytes = readCard(code);
  const sloppy = shownCode(code).toLowerCase().replaceAll("-", "  ").replaceAll("0", "o").replaceAll("1", "l");
  assert.deepEqual(readCard(sloppy), bytes);
  assert.deepEqual(readCard([...code].map((letter) => String.fromCodePoint(letter.codePointAt(0) + 0xfee0)).join("—")), bytes);
  assert.deepEqual(readSeed(showSeed(bytes.length ? new Uint8Array(32).fill(7) : null)), new Uint8Array(32).fill(7));
  assert.equal(showSeed(drawSeed()).replaceAll("-", "").length, 54);
});

test("one wrong letter, one too few, two swapped: each is told apart", () => {
  const { code } = drawCard("e");
  assert.throws(() => readCard(code.slice(1)), { code: "code.short" });
  assert.throws(() => readCard(code + "0"), { code: "code.long" });
  assert.throws(() => readCard(`U${code.slice(1)}`), { code: "code.letter" });
  let caught = 0;
  for (let at = 0; at < 26; at++) {
    const other = code[at] === "7" ? "8" : "7";
    try {
      readCard(code.slice(0, at) + other + code.slice(at + 1));
    } catch {
      caught++;
    }
  }
  assert.ok(caught >= 25, `${caught} of 26`);
});

test("base 32 is Crockford's, padded with zero bits", () => {
  assert.equal(encode(new Uint8Array([0xff])), "ZW");
  assert.deepEqual(decode("zw"), new Uint8Array([255]));
  assert.throws(() => decode("ZZ"), { code: "code.padding" });
  assert.equal(groups("ABCDEFGHJ"), "ABCD-EFGH-J");
  assert.match(tracker(new Uint8Array(32)), /^0000(-0000){4}$/);
});

test("canonical JSON: one text for one value", () => {
  assert.equal(canonical.write({ b: [1, true], a: "邻\u0001\n\"\\/\u007f" }), '{"a":"邻\\u0001\\n\\"\\\\/\u007f","b":[1,true]}');
  for (const text of ['{"a":1,"a":1}', '{"b":1,"a":1}', "1.0", "1e3", " 1", "-0", "null", '"\\u00e9"', '"\\ud800"', "9007199254740992", "{"]) {
    assert.throws(() => canonical.read(text), undefined, text);
  }
});

test("scalars and elements have one encoding", () => {
  assert.throws(() => suite.readScalar(suite.hexOf(suite.scalarBytes(suite.ORDER))), { code: "encoding.scalar" });
  assert.throws(() => suite.readElement("0".repeat(64)), { code: "encoding.identity" });
  assert.throws(() => suite.readElement(`01${"0".repeat(62)}`), { code: "encoding.element" });
  assert.throws(() => suite.readHash("AB".repeat(32)), { code: "encoding.hash" });
  assert.equal(suite.writeElement(suite.small(suite.G, -3)), suite.writeElement(suite.times(suite.G, suite.ORDER - 3n)));
  assert.equal(suite.mod(suite.inverse(7n) * 7n), 1n);
  assert.equal(suite.mod(suite.inverse(-2n) * -2n), 1n);
});

test("secrets come from the system: Math.random stands nowhere", () => {
  const folder = new URL("../../../elections/booth/src/", import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"));
  assert.ok(files.length > 10);
  for (const name of files) assert.ok(!/Math\s*\.\s*random/.test(readFileSync(new URL(name, folder), "utf8")), name);
});
