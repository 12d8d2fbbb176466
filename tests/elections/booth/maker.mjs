// Makes whole boards in memory, as a server would: the ground that the tests of the browser's modules stand on.
import * as ballot from "../../../elections/booth/src/core/ballot.js";
import { entryHash } from "../../../elections/booth/src/core/board.js";
import * as canonical from "../../../elections/booth/src/core/canonical.js";
import * as cards from "../../../elections/booth/src/core/cards.js";
import { prove } from "../../../elections/booth/src/core/proofs.js";
import { drawSeed } from "../../../elections/booth/src/core/seeds.js";
import * as suite from "../../../elections/booth/src/core/suite.js";
import { sums } from "../../../elections/booth/src/core/tally.js";
import * as trustee from "../../../elections/booth/src/core/trustee.js";

const { G, hexOf, readElement, readHash, randomScalar, sha256, times, writeElement, writeScalar } = suite;

export class Board {
  constructor(secret = randomScalar()) {
    this.secret = secret;
    this.entries = [];
    this.hashes = [];
  }

  add(kind, body, at = "2026-11-20T08:00:00Z") {
    const n = this.entries.length;
    const bare = { at, body, kind, n, parent: this.hashes[n - 1] ?? "0".repeat(64) };
    const hash = entryHash(bare);
    this.entries.push({ ...bare, sig: prove({ label: "entry", secret: this.secret, context: [readHash(hash)] }) });
    this.hashes.push(hash);
    return this.entries[n];
  }

  get text() {
    return this.entries.map((entry) => `${canonical.write(entry)}\n`).join("");
  }
}

export const contest = (id, options, max) => ({
  id, max, seats: 1, title: `Contest ${id}`,
  options: Array.from({ length: options }, (_, at) => ({ id: `o${at + 1}`, label: `候选人${at + 1}` })),
});

export const manifestOf = ({ board, authority, contests, number, threshold, roll = 40 }) => ({
  attempt: 1, authority: writeElement(authority), board: writeElement(times(G, board.secret)), booth: hexOf(sha256("booth")),
  closes_at: "2026-11-22T10:00:00Z", opens_at: "2026-11-20T08:00:00Z", community: "建新社区", contests,
  election: "jianxin-2026", format: "linli-election-1", least: 10,
  profile: { digest: hexOf(sha256("profile")), id: "cn-residents-2026", version: "1" },
  roll: { sha256: hexOf(sha256("roll")), size: roll },
  rule: {
    elected: { base: "took_part", denominator: 2, numerator: 1, strict: true },
    turnout: { base: "roll", denominator: 2, numerator: 1, strict: true },
  },
  suite: "linli-1", title: "建新社区第十二届居民委员会选举",
  trustees: { names: ["安", "波", "陈", "丹", "伊"].slice(0, number), number, threshold },
});

const keyCeremony = (board, people) => {
  const round = (kind, make) => people.forEach((person) => board.add(kind, make(person)));
  const of = (kind) => board.entries.filter((entry) => entry.kind === kind).map(({ body }) => body);
  round("trustee.commit", trustee.commit);
  round("trustee.reveal", trustee.reveal);
  const transports = of("trustee.commit").map(({ transport }) => readElement(transport));
  round("trustee.deal", (person) => trustee.deal(person, transports));
  const T = readHash(board.hashes.at(-1));
  for (const person of people) person.secret = trustee.openAll(person, of("trustee.deal"), of("trustee.reveal")).secret;
  round("trustee.confirm", (person) => trustee.confirm(person, person.secret, T));
  const Y = of("trustee.reveal").reduce((total, { coefficients }) => total.add(readElement(coefficients[0])), suite.Point.ZERO);
  board.add("key", { key: writeElement(Y), keys: of("trustee.confirm").map(({ key }) => key) });
  return Y;
};

const rehearse = (board, people, Y, M) => {
  const [r, value] = [randomScalar(), 1234];
  const [A, B] = [times(G, r), times(G, BigInt(value)).add(times(Y, r))];
  const proof = prove({ label: "rehearsal.made", secret: r, context: [M, B] });
  const made = { a: writeElement(A), b: writeElement(B), proof };
  board.add("rehearsal", made);
  for (const person of people) board.add("trustee.rehearsal", trustee.rehearse(person, person.secret, made));
  board.add("rehearsed", { r: writeScalar(r), value });
};

/** An election that is open: board, trustees with their secrets, cards. */
export const openElection = ({ contests = [contest("a", 3, 2)], number = 3, threshold = 2, electors = 12 } = {}) => {
  const board = new Board();
  const authority = cards.authorityKey(drawSeed(), "jianxin-2026");
  const manifest = manifestOf({ board, authority: authority.key, contests, number, threshold });
  board.add("manifest", manifest);
  const M = readHash(board.hashes[0]);
  const people = Array.from({ length: number }, (_, at) => trustee.derive({ seed: drawSeed(), M, index: at + 1, threshold, number }));
  const Y = keyCeremony(board, people);
  rehearse(board, people, Y, M);
  const drawn = Array.from({ length: electors }, () => cards.drawCard(manifest.election));
  const list = cards.credentialList(drawn.map(({ entry }) => entry), { ...authority, M });
  board.add("credentials", list);
  board.add("open", { credentials: hexOf(sha256(canonical.write(list.credentials))), key: writeElement(Y), manifest: board.hashes[0] });
  return { board, manifest, people, Y, drawn, O: board.hashes.at(-1) };
};

export const makeBallot = async (election, card, choices, { revision = 1 } = {}) => {
  const { manifest: { contests, election: name }, Y, O } = election;
  const own = cards.credentialOf(name, cards.readCard(card.code));
  const prepared = await ballot.prepare(contests, Y);
  const made = await ballot.encrypt({ contests, Y, election: O, key: own.key, revision, choices, prepared });
  return { ...made, signed: ballot.sign(made.ballot, own) };
};

export const vote = async (election, card, choices, options) => {
  const { signed } = await makeBallot(election, card, choices, options);
  election.board.add("ballot", signed);
  return signed;
};

export const closeAndTally = ({ board, manifest }, counted, sheets = []) => {
  const many = (kind) => board.entries.filter((entry) => entry.kind === kind).length;
  board.add("close", { ballots: many("ballot"), cancelled: many("cancel"), challenges: many("challenge") }, manifest.closes_at);
  for (const sheet of sheets) board.add("paper", sheet, manifest.closes_at);
  const ballots = hexOf(sha256(suite.concatBytes(...counted.map((body) => readHash(ballot.hashOf(body))))));
  board.add("tally", { ballots, contests: sums(counted, manifest.contests), counted: counted.length }, manifest.closes_at);
};
