// Hashes of the protocol (section 2): a label and items, each behind its length.
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";

export const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
export const hex = bytesToHex;
export const bytes = hexToBytes;
const utf8 = new TextEncoder();
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// An item: bytes as they are, a number as decimal digits, a text as UTF-8.
const item = (value) => (value instanceof Uint8Array ? value : utf8.encode(String(value)));

function digest(label, items) {
  const hash = sha512.create();
  for (const value of ["linli-1/" + label, ...items]) {
    const data = item(value);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, data.length);
    hash.update(length).update(data);
  }
  return hash.digest();
}

export const littleEndian = (data) => BigInt("0x" + hex(Uint8Array.from(data).reverse()));
export const hashToScalar = (label, ...items) => littleEndian(digest(label, items)) % ORDER;
export const hashToBytes = (label, ...items) => digest(label, items).subarray(0, 32);
export const plainHash = (data) => sha256(data);
export const scalarOf = (text) => littleEndian(bytes(text));
export const utf8Bytes = (text) => utf8.encode(text);

export function code(data) {
  const bits = Array.from(data, (byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.match(/.{1,5}/g).map((five) => ALPHABET[parseInt(five.padEnd(5, "0"), 2)]).join("");
}

