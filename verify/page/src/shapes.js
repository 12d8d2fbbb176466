// What each entry looks like: keys, kinds of values, encodings.
import { isTime } from "./canonical.js";
import { decode, IDENTITY_TEXT } from "./group.js";
import { ORDER, scalarOf } from "./hashing.js";

const [TEXT, COUNT, BOOL, TIME, HASH, ELEMENT, SCALAR, ANY] = ["text", "count", "bool", "time", "hash", "element", "scalar", "any"];
class Tuple {
  constructor(...parts) {
    this.parts = parts;
  }
}
const PAIR = new Tuple(SCALAR, SCALAR);
const THRESHOLD = { base: TEXT, denominator: COUNT, numerator: COUNT, strict: BOOL };
const MANIFEST = {
  attempt: COUNT, authority: ELEMENT, board: ELEMENT, booth: HASH, closes_at: TIME, opens_at: TIME, community: TEXT,
  contests: [{ id: TEXT, max: COUNT, options: [{ id: TEXT, label: TEXT }], seats: COUNT, title: TEXT }],
  election: TEXT, format: TEXT, least: COUNT, profile: { digest: HASH, id: TEXT, version: TEXT },
  roll: { sha256: HASH, size: COUNT }, rule: { elected: THRESHOLD, turnout: THRESHOLD }, suite: TEXT, title: TEXT,
  trustees: { names: [TEXT], number: COUNT, threshold: COUNT },
};
const SEALED = {
  contests: [{ id: TEXT, options: [{ a: ELEMENT, b: ELEMENT, proof: [PAIR] }], sum: [PAIR] }],
  credential: ELEMENT, election: HASH, revision: COUNT,
};
const signed = (body) => ({ index: COUNT, signature: PAIR, ...body });

export const ENTRY = { at: TIME, body: ANY, kind: TEXT, n: COUNT, parent: HASH, sig: PAIR };
export const BODIES = new Map(Object.entries({
  manifest: MANIFEST,
  "trustee.commit": signed({ commitment: HASH, signing: ELEMENT, transport: ELEMENT }),
  "trustee.reveal": signed({ coefficients: [ELEMENT], proofs: [PAIR] }),
  "trustee.deal": signed({ shares: [{ box: HASH, r: ELEMENT }] }),
  "trustee.complain": signed({ against: COUNT, proof: PAIR, secret: ELEMENT }),
  "trustee.confirm": signed({ key: ELEMENT, proof: PAIR }),
  key: { key: ELEMENT, keys: [ELEMENT] },
  rehearsal: { a: ELEMENT, b: ELEMENT, proof: PAIR },
  "trustee.rehearsal": signed({ proof: PAIR, share: ELEMENT }),
  rehearsed: { r: SCALAR, value: COUNT },
  credentials: { credentials: [{ cancel: HASH, key: ELEMENT }], signature: PAIR },
  open: { credentials: HASH, key: ELEMENT, manifest: HASH },
  ballot: { ...SEALED, signature: PAIR },
  challenge: { ballot: SEALED, opened: [[new Tuple(COUNT, SCALAR)]] },
  cancel: { code: HASH, credential: ELEMENT },
  close: { ballots: COUNT, cancelled: COUNT, challenges: COUNT },
  paper: {
    blank: COUNT, books: COUNT, contests: [{ id: TEXT, votes: [COUNT] }], found: COUNT, invalid: COUNT, issued: COUNT,
    photo: HASH, spoiled: COUNT, station: TEXT, unused: COUNT,
  },
  tally: { ballots: HASH, contests: [{ id: TEXT, sums: [{ a: ELEMENT, b: ELEMENT }] }], counted: COUNT },
  share: signed({ contests: [{ id: TEXT, shares: [{ d: ELEMENT, proof: PAIR }] }] }),
  result: {
    contests: [{ elected: [TEXT], id: TEXT, online: [COUNT], paper: [COUNT], tied: [TEXT], votes: [COUNT] }],
    counted: COUNT, took_part: COUNT, trustees: [COUNT], valid: BOOL,
  },
}));

export class Reader {
  constructor(report) {
    this.check = report.check.bind(report);
  }

  fits(value, shape, where) {
    if (typeof shape === "string") return this.leaf(value, shape, where);
    if (!Array.isArray(shape) && !(shape instanceof Tuple)) return this.object(value, shape, where);
    if (!this.check("line.shape", Array.isArray(value), where)) return false;
    if (shape instanceof Tuple) {
      const same = this.check("line.shape", value.length === shape.parts.length, where);
      return same && shape.parts.every((part, i) => this.fits(value[i], part, where));
    }
    return value.every((part, i) => this.fits(part, shape[0], `${where}[${i}]`));
  }

  object(value, shape, where) {
    const plain = value !== null && typeof value === "object" && !Array.isArray(value);
    if (!this.check("line.shape", plain, where)) return false;
    const keys = Object.keys(shape);
    const same = Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key));
    return this.check("line.shape", same, where) && keys.every((key) => this.fits(value[key], shape[key], `${where}.${key}`));
  }

  leaf(value, shape, where) {
    if (shape === ANY) return true;
    if (shape === BOOL) return this.check("line.shape", typeof value === "boolean", where);
    if (shape === COUNT) return this.check("line.shape", Number.isSafeInteger(value) && value >= 0, where);
    if (!this.check("line.shape", typeof value === "string", where)) return false;
    if (shape === TIME) return this.check("value.time", isTime(value), where);
    return shape === TEXT || this.hexadecimal(value, shape, where);
  }

  hexadecimal(value, shape, where) {
    if (!this.check("value.hex", /^[0-9a-f]{64}$/.test(value), where)) return false;
    if (shape === SCALAR) return this.check("value.scalar", scalarOf(value) < ORDER, where);
    if (shape !== ELEMENT) return true;
    const valid = this.check("value.element", decode(value) !== undefined, where);
    return this.check("value.identity", value !== IDENTITY_TEXT, where) && valid;
  }
}
