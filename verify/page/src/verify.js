// Puts it together: archive, chain, one function for each kind of entry.
import { Unreadable, read } from "./archive.js";
import { Chain, lines } from "./chain.js";
import { checkPaper, checkResult, checkShare, checkTally, countedBallots } from "./counting.js";
import { code, hex } from "./hashing.js";
import { Broken, Report } from "./report.js";
import * as setup from "./setup.js";
import * as voting from "./voting.js";

const HANDLERS = {
  manifest: setup.checkManifest,
  "trustee.commit": setup.checkCommit,
  "trustee.reveal": setup.checkReveal,
  "trustee.deal": setup.checkDeal,
  "trustee.complain": setup.checkComplaint,
  "trustee.confirm": setup.checkConfirm,
  key: setup.checkKey,
  rehearsal: setup.checkRehearsal,
  "trustee.rehearsal": setup.checkTrusteeRehearsal,
  rehearsed: setup.checkRehearsed,
  credentials: voting.checkCredentials,
  open: voting.checkOpen,
  ballot: voting.checkBallot,
  challenge: voting.checkChallenge,
  cancel: voting.checkCancel,
  close: voting.checkClose,
  paper: checkPaper,
  tally: checkTally,
  share: checkShare,
  result: checkResult,
};
const IN_FLIGHT = 48; // ballots whose proofs are being checked while the chain is read on

const election = (report, files, { prove, breathe }) => ({
  report, files, prove, breathe,
  manifest: undefined, m: undefined, o: undefined, q: undefined, last: undefined,
  trustees: new Map(), dealt: undefined, keys: [], key: undefined, rehearsal: undefined,
  credentials: new Map(), credentialsHash: "", challenged: new Set(), cancelled: new Set(), current: new Map(), seen: new Set(),
  trackers: new Map(),
  numbers: { ballots: 0, challenges: 0, cancelled: 0, counted: 0 }, sheets: [], sums: [], shares: new Map(),
});

// `prove` checks a ballot's proofs, somewhere; `breathe` lets the page live; `progress` hears of bytes done.
export async function verifyArchive(data, options) {
  const { files, exact, rightNames } = read(data);
  const board = files.get("board.jsonl");
  if (!board) throw new Unreadable("there is no board in the archive");
  const report = new Report();
  report.check("archive.form", exact, "");
  report.check("archive.files", rightNames, "");
  return verifyBoard(board, files, options, report);
}

export async function verifyBoard(board, files, options, report = new Report()) {
  if (options.older) {
    const begins = options.older.length <= board.length && options.older.every((byte, i) => byte === board[i]);
    report.check("older.prefix", begins, "");
  }
  const e = election(report, files, options);
  const pending = new Set();
  try {
    await walk(e, board, options.progress, pending);
    const photos = [...files.keys()].filter((name) => name.startsWith("photos/"));
    const wanted = new Set(e.sheets.map(({ photo }) => `photos/${photo}`));
    const same = photos.length === wanted.size && photos.every((name) => wanted.has(name));
    if (files.size) report.check("archive.files", same, "");
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    report.facts.stopped = error.message;
  }
  await Promise.all(pending);
  report.findings.sort((one, other) => one.line - other.line);
  tell(e);
  report.fateOf = (text) => fate(e, text);
  return report;
}

async function walk(e, board, progress, pending) {
  const chain = new Chain(e);
  let [n, done] = [0, 0];
  for (const line of lines(board)) {
    const entry = await chain.entry(n++, line);
    const later = HANDLERS[entry.kind](e, entry);
    if (entry.kind === "manifest") chain.order.learn(e.manifest.trustees);
    if (later) {
      pending.add(later);
      const forget = () => pending.delete(later);
      later.then(forget, forget);
    }
    if (entry.kind === "tally") await later;
    while (pending.size >= IN_FLIGHT) await Promise.race(pending);
    done += line.length + 1;
    await e.breathe();
    progress?.(done / board.length);
  }
  e.report.need("chain.order", e.last, "");
}

function tell(e) {
  const { facts } = e.report;
  if (e.manifest) {
    const { title, community, election: id, opens_at, closes_at } = e.manifest;
    Object.assign(facts, { title, community, election: id, opens_at, closes_at, manifest: hex(e.m) });
  }
  if (e.o) Object.assign(facts, { fingerprint: hex(e.o), fingerprint_code: code(e.o).slice(0, 20) });
  facts.numbers = { credentials: e.credentials.size, ...e.numbers, sheets: e.sheets.length };
  facts.entries = e.last ? e.last.n + 1 : 0;
  facts.stage = e.last?.kind ?? "";
  facts.state = state(e);
}

// What became of a ballot: counted, replaced by a later one or by paper, challenged, or not there.
function fate(e, text) {
  const found = e.trackers.get(text.toUpperCase().replace(/[-\s]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1"));
  if (!found) return "absent";
  if (!found.credential) return "challenged";
  if (e.cancelled.has(found.credential)) return "paper";
  return e.current.get(found.credential).line === found.line ? "last" : "replaced";
}

function state(e) {
  const kind = e.last?.kind ?? "";
  if (kind === "close" || kind === "paper") return countedBallots(e).length < e.manifest.least ? "too few" : "closed";
  if (["open", "ballot", "challenge", "cancel"].includes(kind)) return "open";
  const names = { result: "finished", tally: "counting", share: "counting", "trustee.complain": "ended" };
  return names[kind] ?? "preparing";
}
