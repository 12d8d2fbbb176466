// Codes that people read and type: base 32 by Crockford's alphabet, check characters, trackers.
import { Hb, insist, same } from "./suite.js";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LOOKALIKES = { O: "0", I: "1", L: "1" };

export const encode = (bytes) => {
  let [text, held, bits] = ["", 0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
};

/** As typed: any case, hyphens and blanks anywhere (full-width letters of a Chinese keyboard as well), O as 0, I and L as 1. */
export const tidy = (typed) =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, "")
    .replace(/[OIL]/g, (letter) => LOOKALIKES[letter]);

export const decode = (text) => {
  const bytes = [];
  let [held, bits] = [0, 0];
  for (const letter of tidy(text)) {
    const value = ALPHABET.indexOf(letter);
    insist(value >= 0, "code.letter", letter);
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 255);
    held &= (1 << bits) - 1;
  }
  insist(held === 0, "code.padding");
  return new Uint8Array(bytes);
};

export const groups = (text, size = 4) => text.match(new RegExp(`.{1,${size}}`, "g")).join("-");

/** The code of `bytes` followed by two characters that catch a slip of the pen. */
export const withCheck = (label, bytes) => encode(bytes) + encode(Hb(label, bytes)).slice(0, 2);

export const readChecked = (label, typed, length) => {
  const text = tidy(typed);
  const size = Math.ceil((length * 8) / 5);
  for (const letter of text) insist(ALPHABET.includes(letter), "code.letter", letter);
  insist(text.length === size + 2, text.length < size + 2 ? "code.short" : "code.long", String(size + 2 - text.length));
  const bytes = decode(text.slice(0, size));
  insist(same([...encode(Hb(label, bytes)).slice(0, 2)], [...text.slice(size)]), "code.check");
  return bytes;
};

export const tracker = (hash) => groups(encode(hash).slice(0, 20));
