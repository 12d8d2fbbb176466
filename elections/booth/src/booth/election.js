// The election as the server tells it, taken over only after its signatures and bindings were checked.
import { boardKeyOf, checkEntry, readLine } from "../core/board.js";
import * as canonical from "../core/canonical.js";
import { credentialOf, readCard } from "../core/cards.js";
import { groups, encode, tracker } from "../core/codes.js";
import { checkManifest } from "../core/manifest.js";
import { insist, readElement, readHash, writeElement } from "../core/suite.js";
import { checkOpened, hashOf } from "../core/ballot.js";

/** What a voter needs of an election. `open` is false while nothing can be encrypted yet. */
export const readSetup = (setup) => {
  const { state, manifest: first, key, open } = setup;
  if (!first) return { state, open: false };
  const boardKey = boardKeyOf([first]);
  insist(first.n === 0, "chain.number");
  const M = checkEntry(first, boardKey);
  checkManifest(first.body);
  const election = { state, manifest: first.body, boardKey, M, open: false };
  if (!open || !key) return election;
  const O = checkEntry(open, boardKey);
  insist(open.kind === "open" && key.kind === "key" && open.n > key.n, "order");
  insist(open.body.manifest === M && open.body.key === key.body.key, "open.binds");
  return { ...election, open: true, O, openLine: open.n, Y: readElement(key.body.key) };
};

export const fingerprint = (hash) => groups(encode(readHash(hash)).slice(0, 20));

/** The card's keys in this election; refuses a code that was mistyped. */
export const readOwn = (election, typed) => {
  const own = credentialOf(election.manifest.election, readCard(typed));
  return { ...own, pk: writeElement(own.key) };
};

/** The server's answer to a ballot: a line of this board that holds just this body, or a refusal. */
export const readReceipt = (election, text, kind, body) => {
  const { entry, hash } = readLine(text, election.boardKey);
  insist(entry.kind === kind && canonical.write(entry.body) === canonical.write(body), "answer.body");
  insist(entry.n > election.openLine, "answer.place");
  const own = kind === "challenge" ? body.ballot : body;
  return { line: text, n: entry.n, at: entry.at, hash, tracker: tracker(readHash(hashOf(own))) };
};

// --- looking up a tracking code on the whole board ---

const trackerOf = (body) => tracker(readHash(hashOf(body)));

const contents = (election, body) => {
  const chosen = checkOpened(body, { contests: election.manifest.contests, Y: election.Y });
  return election.manifest.contests.map(({ id, options }) => options.filter((option) => chosen[id].includes(option.id)).map(({ label }) => label));
};

/** What has become of the ballot with this tracking code, as {found, n, at, …}. */
export const findTracker = (election, text, wanted) => {
  const lines = text.split("\n").filter(Boolean).map(canonical.read);
  const hit = lines.find(({ kind, body }) =>
    (kind === "ballot" && trackerOf(body) === wanted) || (kind === "challenge" && trackerOf(body.ballot) === wanted));
  if (!hit) return { found: "none" };
  const { n, at, body, kind } = hit;
  checkEntry(hit, election.boardKey);
  if (kind === "challenge") return { found: "challenge", n, at, choices: contents(election, body) };
  const later = (what) => lines.some((line) => line.kind === what && line.body.credential === body.credential && (what === "cancel" || line.n > n));
  return { found: later("cancel") ? "cancelled" : later("ballot") ? "replaced" : "counts", n, at };
};
