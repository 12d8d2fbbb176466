// The chain: each line by itself, and against the one before it (section 4).
import { pair } from "./ballotproofs.js";
import { hourOf, isCanonical, parse, write } from "./canonical.js";
import { decode } from "./group.js";
import { hex, plainHash, utf8Bytes } from "./hashing.js";
import { Order, VOTING } from "./order.js";
import { knows } from "./proofs.js";
import { without } from "./setup.js";
import { BODIES, ENTRY, Reader } from "./shapes.js";
import { Broken } from "./report.js";

const LONGEST_LINE = 2 ** 24;

// Lines without their line feed; what stands after the last one is a line that fails.
export function* lines(board) {
  for (let start = 0; start < board.length; ) {
    const end = board.indexOf(10, start);
    yield end < 0 ? undefined : board.subarray(start, end);
    start = end < 0 ? board.length : end + 1;
  }
}

export class Chain {
  order = new Order();
  boardKey = undefined;

  constructor(e) {
    this.e = e;
    this.reader = new Reader(e.report);
  }

  async entry(n, line) {
    const raw = await this.parsed(n, line);
    const hash = plainHash(utf8Bytes(write(without(raw, "sig"))));
    const entry = { n, at: raw.at, kind: raw.kind, body: raw.body, hash, where: `${n + 1} (${raw.kind})` };
    const accepted = this.order.accepts(entry.kind, entry.body.index);
    this.e.report.need("chain.order", accepted, entry.where);
    if (n === 0) this.boardKey = decode(entry.body.board);
    this.checkLinks(entry, raw);
    this.e.last = entry;
    return entry;
  }

  async parsed(n, line) {
    const { report } = this.e;
    const where = String(n + 1);
    const read = line && line.length < LONGEST_LINE ? parse(line) : undefined;
    report.need("line.canonical", read && isCanonical(read), where);
    const raw = read.value;
    this.fits(raw, ENTRY, where);
    report.need("line.shape", BODIES.has(raw.kind), where);
    await this.bodyFits(raw, `${where} (${raw.kind})`);
    return raw;
  }

  // The list of credentials is long: the page lives on while it is read.
  async bodyFits({ body, kind }, where) {
    const shape = BODIES.get(kind);
    if (kind !== "credentials" || !Array.isArray(body?.credentials)) return this.fits(body, shape, where);
    this.fits({ ...body, credentials: [] }, shape, where);
    for (const [i, credential] of body.credentials.entries()) {
      this.fits(credential, shape.credentials[0], `${where}[${i}]`);
      await this.e.breathe();
    }
  }

  fits(value, shape, where) {
    if (!this.reader.fits(value, shape, where)) throw new Broken(where);
  }

  checkLinks(entry, raw) {
    const { report, last } = this.e;
    const { where } = entry;
    report.check("chain.number", raw.n === entry.n, where);
    report.check("chain.parent", raw.parent === (last ? hex(last.hash) : "0".repeat(64)), where);
    report.check("chain.signature", knows("entry", this.boardKey, pair(raw.sig), entry.hash), where);
    report.check("chain.time", !last || last.at <= entry.at, where);
    if (VOTING.includes(entry.kind)) {
      report.check("chain.hour", entry.at === hourOf(entry.at) || entry.at === last.at, where);
    }
  }
}
