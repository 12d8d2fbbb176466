// A board in memory behind HTTP: for what a good server never does (lies, silence, a forged line), and for measuring.
// `node board_server.mjs OPTIONS` prints {"port": …, "cards": […]}; POST /control {"mode": …} changes its manners.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import * as ballots from "../../../elections/booth/src/core/ballot.js";
import * as canonical from "../../../elections/booth/src/core/canonical.js";
import { contest, openElection } from "./maker.mjs";

const { contests = [["主任", 3, 1], ["委员", 5, 3]], electors = 3, state = "open" } = JSON.parse(process.argv[2] ?? "{}");
const NAMES = ["王安平", "李文波", "陈秀兰", "赵小丹", "孙伊宁", "周建国", "吴桂英", "郑海涛", "冯丽华", "褚卫东"];
const named = contests.map(([title, options, max], at) => {
  const one = contest(`c${at}`, options, max);
  return { ...one, title, options: one.options.map((option, n) => ({ ...option, label: NAMES[n] })) };
});
const election = openElection({ contests: named, electors });
const { board, O, Y } = election;
const ground = { contests: named, Y, election: O };
const file = new URL("../../../elections/booth/booth.html", import.meta.url);

let mode = "good";
const held = { revision: new Map(), cancelled: new Set(), requests: [] };
const lineOf = (entry) => `${canonical.write(entry)}\n`;
const known = new Set(election.drawn.map(({ entry }) => entry.key));
const first = (kind) => board.entries.find((entry) => entry.kind === kind);

const setup = () => ({
  at: "2026-11-20T09:00:00Z", state: mode === "closed" ? "closed" : state, n: board.entries.length, head: board.hashes.at(-1),
  manifest: first("manifest"), key: first("key"), open: mode === "forged" ? { ...first("open"), n: 99 } : first("open"),
});

const slot = (pk) => {
  if (!known.has(pk)) return { state: "unknown" };
  return held.cancelled.has(pk) ? { state: "cancelled" } : { state: "free", revision: (held.revision.get(pk) ?? 0) + 1 };
};

const refuse = (response, code, reason = code) => answer(response, 409, JSON.stringify({ code, reason }), "application/json");
const answer = (response, status, text, type = "text/plain; charset=utf-8") => {
  response.writeHead(status, { "Content-Type": type });
  response.end(text);
};

const earlier = (kind, body) => board.entries.find((entry) => entry.kind === kind && canonical.write(entry.body) === canonical.write(body));

const accept = (response, kind, body) => {
  const old = earlier(kind, body);
  if (old) return answer(response, 200, lineOf(old));
  if (mode === "closed") return refuse(response, "closed");
  const own = kind === "challenge" ? body.ballot : body;
  if (own.revision !== slot(own.credential).revision) return refuse(response, "revision");
  ballots.checkBallot(own, { ...ground, signed: kind === "ballot" });
  if (kind === "ballot") held.revision.set(own.credential, own.revision);
  const entry = board.add(kind, body, "2026-11-20T09:00:00Z");
  if (mode === "lost") return answer(response, 503, "");
  if (mode === "lying") return answer(response, 201, lineOf({ ...entry, body: { ...body, revision: 7 } }));
  if (mode === "unsigned") return answer(response, 201, lineOf({ ...entry, sig: [entry.sig[1], entry.sig[0]] }));
  answer(response, 201, lineOf(entry));
};

const posted = async (request, response, path) => {
  let text = "";
  for await (const piece of request) text += piece;
  if (path === "control") return (mode = JSON.parse(text).mode), JSON.parse(text).cancel && held.cancelled.add(JSON.parse(text).cancel), answer(response, 200, "{}");
  held.requests.push({ path, cookie: request.headers.cookie ?? null, text });
  if (mode === "down") return response.destroy();
  if (mode === "redirect") return response.writeHead(302, { Location: "/login" }).end();
  if (mode === "page") return answer(response, 200, "<!doctype html><title>Sign in</title>", "text/html");
  accept(response, path, canonical.read(text));
};

const got = (response, path, from) => {
  if (path === "booth.html" || path === "") return answer(response, 200, readFileSync(file), "text/html; charset=utf-8");
  if (path === "requests") return answer(response, 200, JSON.stringify(held.requests), "application/json");
  if (path === "setup.json") return mode === "down" ? response.destroy() : answer(response, 200, JSON.stringify(setup()), "application/json");
  if (path.startsWith("slot/")) return mode === "down" ? response.destroy() : answer(response, 200, JSON.stringify(slot(path.slice(5))), "application/json");
  const kept = mode === "shortened" ? board.entries.slice(0, -1) : board.entries;
  if (path === "board.jsonl") return answer(response, 200, kept.slice(from).map(lineOf).join(""));
  answer(response, 404, "");
};

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://board");
  const path = pathname.slice(1);
  if (request.method === "POST") posted(request, response, path);
  else got(response, path, Number(searchParams.get("from") ?? 0));
}).listen(0, "127.0.0.1", function () {
  console.log(JSON.stringify({ port: this.address().port, cards: election.drawn.map(({ code, cancel, entry }) => ({ code, cancel, pk: entry.key })) }));
});
