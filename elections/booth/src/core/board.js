// The board (docs/protocol.md, section 4): lines, their chain, their order.
import * as canonical from "./canonical.js";
import { check } from "./proofs.js";
import { hexOf, insist, readElement, readHash, sha256 } from "./suite.js";

const FIELDS = ["at", "body", "kind", "n", "parent", "sig"];
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const START = "0".repeat(64);

/** UTC, whole seconds, a day that exists; `Date` alone would take 30 February for 2 March. */
export const isTime = (text) => {
  const date = new Date(text);
  const exists = TIME.test(text) && !text.startsWith("0000") && !Number.isNaN(date.getTime());
  return exists && date.toISOString() === text.replace("Z", ".000Z");
};

export const entryHash = (entry) => hexOf(sha256(canonical.write(canonical.without(entry, "sig"))));

/** The shape of one entry and the board's signature under it; answers its hash. */
export const checkEntry = (entry, boardKey) => {
  canonical.keys(entry, FIELDS, `entry ${entry?.n}`);
  insist(isTime(entry.at), "entry.time", String(entry.at));
  insist(Number.isSafeInteger(entry.n) && entry.n >= 0, "entry.number", String(entry.n));
  readHash(entry.parent);
  const hash = entryHash(entry);
  check({ label: "entry", key: boardKey, context: [readHash(hash)], proof: entry.sig });
  return hash;
};

/** One line as the server answers it. */
export const readLine = (text, boardKey) => {
  insist(text.endsWith("\n") && text.indexOf("\n") === text.length - 1, "line.end");
  const entry = canonical.read(text.slice(0, -1));
  return { entry, hash: checkEntry(entry, boardKey) };
};

export const linesOf = (text) => {
  insist(text.endsWith("\n"), "line.end");
  return text.slice(0, -1).split("\n").map(canonical.read);
};

export const boardKeyOf = (entries) => {
  insist(entries[0]?.kind === "manifest", "board.start");
  return readElement(entries[0].body.board);
};

/** Numbers, parents, times and signatures of entries that follow one another; answers their hashes. */
export const checkChain = async (entries, { pause = async () => {}, report = () => {} } = {}) => {
  const key = boardKeyOf(entries);
  const hashes = [];
  for (const [n, entry] of entries.entries()) {
    insist(entry.n === n, "chain.number", String(entry.n));
    insist(entry.parent === (n ? hashes[n - 1] : START), "chain.parent", String(n));
    insist(!n || entry.at >= entries[n - 1].at, "chain.time", String(n));
    hashes.push(checkEntry(entry, key));
    report(n + 1, entries.length);
    await pause();
  }
  checkOrder(entries);
  return hashes;
};

// --- order ---

const ofMany = new Set(["ballot", "challenge", "cancel"]);

/** The kinds before voting, with how often each stands there. */
const beginning = (n) => [
  ["manifest", 1], ["trustee.commit", n], ["trustee.reveal", n], ["trustee.deal", n], ["trustee.confirm", n], ["key", 1],
  ["rehearsal", 1], ["trustee.rehearsal", n], ["rehearsed", 1], ["credentials", 1], ["open", 1],
];

const checkBeginning = (entries, trustees) => {
  const wanted = beginning(trustees).flatMap(([kind, many]) => Array(many).fill(kind));
  const found = entries.slice(0, wanted.length);
  found.forEach((entry, n) => {
    const ends = entry.kind === "trustee.complain" && wanted[n] === "trustee.confirm";
    insist(entry.kind === wanted[n] || ends, "order", `${n} ${entry.kind}`);
    insist(!ends || n === entries.length - 1, "order.complaint", String(n));
  });
  const own = found.filter((entry) => "index" in entry.body).map((entry) => `${entry.kind} ${entry.body.index}`);
  insist(new Set(own).size === own.length, "order.twice");
  return wanted.length;
};

const AFTER = { paper: ["paper", "tally"], tally: ["share"], share: ["share", "result"], result: [], close: ["paper", "tally"] };

const checkOrder = (entries) => {
  const start = checkBeginning(entries, entries[0].body.trustees.number);
  let before = "open";
  for (const { kind, n } of entries.slice(start)) {
    const may = AFTER[before] ?? [...ofMany, "close"];
    insist(may.includes(kind), "order", `${n} ${kind}`);
    before = kind;
  }
};

export const only = (entries, kind) => entries.filter((entry) => entry.kind === kind);
export const bodies = (entries, kind) => only(entries, kind).map(({ body }) => body);
/** The trustees' bodies of one stage, by index. */
export const inSeats = (entries, kind) => bodies(entries, kind).sort((left, right) => left.index - right.index);
