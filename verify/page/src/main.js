// The page itself: choose, watch, read.
import { MOST_BYTES, Unreadable } from "./archive.js";
import { breathe, Pool } from "./pool.js";
import { verifyArchive, verifyBoard } from "./verify.js";
import * as view from "./view.js";
import { fill, WORDS } from "./words.js";

const { el } = view;
const state = { language: "zh", large: false, older: undefined, stage: "start", outcome: undefined, run: 0 };
const root = document.getElementById("app");

function start(words) {
  const pick = (use) => ({ type: "file", class: "file", onchange: ({ target }) => target.files[0] && use(target.files[0]) });
  return [
    el("h1", {}, words.title),
    el("p", {}, words.lead),
    el("label", { class: "drop" }, el("span", { class: "wide" }, words.drop), el("span", { class: "btn" }, words.choose),
      el("input", { ...pick(check), id: "archive", accept: ".zip,.jsonl" })),
    el("p", { class: "muted" }, words.local),
    el("details", { open: state.older !== undefined }, el("summary", {}, words.older), el("p", {}, words.olderHint),
      el("input", { ...pick(keepOlder), id: "older", accept: ".jsonl", "aria-label": words.older })),
  ];
}

function running(words) {
  return [
    el("h1", {}, words.working),
    el("progress", { max: "1", value: "0", "aria-label": words.working }),
    el("p", { id: "told", role: "status" }, ""),
    el("button", { class: "btn quiet", onclick: back }, words.stop),
  ];
}

function finished(words) {
  const { report } = state.outcome;
  const actions = el("p", { class: "actions" },
    report && el("button", { class: "btn", onclick: () => print() }, words.print),
    report && el("button", { class: "btn quiet", onclick: save }, words.save),
    el("button", { class: "btn quiet", onclick: back }, words.again));
  const parts = report ? [view.findings(words, state.language, report), view.facts(words, report), view.result(words, report), view.receipt(words, report)] : [];
  return [view.verdict(words, state.outcome), actions, ...parts, report && view.checks(words, state.language, report)];
}

function show() {
  const words = WORDS[state.language];
  document.documentElement.lang = state.language === "zh" ? "zh-Hans" : "en";
  document.documentElement.classList.toggle("large", state.large);
  document.title = words.name;
  const tools = el("p", { class: "tools" },
    el("button", { "aria-pressed": String(state.large), onclick: () => turn({ large: !state.large }) }, words.large),
    el("button", { lang: state.language === "zh" ? "en" : "zh-Hans", onclick: () => turn({ language: state.language === "zh" ? "en" : "zh" }) }, words.other));
  const body = { start, running, finished }[state.stage](words);
  root.replaceChildren(el("header", {}, el("b", {}, words.name), tools), el("main", {}, body.filter(Boolean)));
}

function turn(changes) {
  Object.assign(state, changes);
  show();
}

function back() {
  state.run += 1; // whatever still runs is no longer listened to
  turn({ stage: "start", outcome: undefined, older: undefined });
}

async function keepOlder(file) {
  state.older = new Uint8Array(await file.arrayBuffer());
}

async function check(file) {
  const run = ++state.run;
  turn({ stage: "running" });
  const began = performance.now();
  const pool = new Pool();
  const progress = (part) => tell(run, part, began);
  let outcome;
  try {
    outcome = { report: await verified(file, { older: state.older, prove: pool.prove, breathe: () => alive(run), progress }) };
  } catch (error) {
    outcome = { unreadable: error instanceof Unreadable ? error.message : String(error).slice(0, 300) };
  }
  pool.end();
  if (run !== state.run) return;
  turn({ stage: "finished", outcome: { ...outcome, ms: performance.now() - began } });
  document.querySelector(".verdict").focus();
}

async function verified(file, options) {
  if (file.size > MOST_BYTES) throw new Unreadable("larger than one gibibyte");
  const data = new Uint8Array(await file.arrayBuffer());
  return file.name.endsWith(".jsonl") ? verifyBoard(data, new Map(), options) : verifyArchive(data, options);
}

async function alive(run) {
  await breathe();
  if (run !== state.run) throw new Error("stopped");
}

function tell(run, part, began) {
  const bar = document.querySelector("progress");
  if (run !== state.run || !bar || part - bar.value < 0.004) return;
  bar.value = part;
  const values = { percent: Math.floor(part * 100), time: view.duration(performance.now() - began) };
  document.getElementById("told").textContent = fill(WORDS[state.language].progress, values);
}

function save() {
  const text = JSON.stringify(state.outcome.report.asData(), null, 1);
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "application/json" })), download: "report.json" });
  link.click();
}

addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file && state.stage === "start") check(file);
});
if (location.hash === "#en") state.language = "en";
show();
