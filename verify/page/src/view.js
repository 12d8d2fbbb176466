// The report as a page. Everything of strangers goes in as text, never as HTML.
import { GROUPS, MEANING } from "./report.js";
import { fill } from "./words.js";

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value !== undefined) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

export function duration(ms) {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const lineOf = (where) => (where ? where.split(" ")[0] : "");
const grouped = (text) => text.match(/.{4}/g).join("-");

export function verdict(words, { report, unreadable, ms }) {
  const bad = unreadable || report.failures > 0;
  const [title, lead] = unreadable
    ? [words.unreadable, words.unreadableLead]
    : bad
      ? [words.fails, fill(words.failsLead, { n: report.failures })]
      : [words.holds, words.holdsLead];
  return el("section", { class: `verdict ${bad ? "bad" : "good"}`, role: "status", tabindex: "-1" },
    el("h1", {}, `${bad ? "✗" : "✓"} ${title}`),
    el("p", {}, lead),
    report && el("p", {}, words.states[report.facts.state]),
    el("p", { class: "small" }, unreadable ? unreadable : fill(words.took, { time: duration(ms) })));
}

export function findings(words, language, { findings: found, facts }) {
  if (!found.length) return null;
  const items = found.map(({ check, where }) => el("li", {},
    el("b", {}, where ? fill(words.where, { line: lineOf(where) }) : words.archive),
    el("span", {}, MEANING.get(check)[language])));
  const stopped = facts.stopped === undefined ? null : el("p", {}, fill(words.stopped, { line: lineOf(facts.stopped) || "0" }));
  return el("section", { class: "card" }, el("h2", {}, words.findings), el("ul", { class: "found" }, items), stopped);
}

export function facts(words, { facts: known }) {
  if (!known.title && known.title !== "") return null;
  const rows = [[words.community, known.community], [words.voting, `${local(known.opens_at)} – ${local(known.closes_at)}`]];
  rows.push([words.numbers, fill(words.counts, known.numbers)]);
  const code = known.fingerprint_code && el("p", {}, el("b", { class: "code" }, grouped(known.fingerprint_code)), " ", words.fingerprintHint);
  return el("section", { class: "card" }, el("h2", {}, known.title),
    el("dl", {}, rows.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
      code && [el("dt", {}, words.fingerprint), el("dd", {}, code)]),
    known.complaint && el("p", {}, fill(words.complaint, { ...known.complaint, verdict: known.complaint.justified ? words.justified : words.unjustified })));
}

function local(time) {
  const options = { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang, options).format(new Date(time));
}

export function result(words, { facts: { contests, outcome, valid } }) {
  if (!outcome) return null;
  const tables = contests.map((contest, i) => el("table", {},
    el("caption", {}, contest.title),
    el("thead", {}, el("tr", {}, [words.option, words.online, words.paper, words.votes].map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, contest.options.map((option, k) => row(words, option, outcome[i], k)))));
  return el("section", { class: "card" }, el("h2", {}, words.result), valid ? null : el("p", {}, words.invalid), tables);
}

function row(words, { id, label }, { elected, tied, online, paper, votes }, k) {
  const mark = elected.includes(id) ? words.elected : tied.includes(id) ? words.tied : "";
  const chip = mark ? el("span", { class: elected.includes(id) ? "chip in" : "chip" }, mark) : "";
  return el("tr", {}, el("th", { scope: "row" }, label, " ", chip), [online[k], paper[k], votes[k]].map((n) => el("td", {}, String(n))));
}

export function receipt(words, report) {
  if (!report.facts.numbers.ballots && !report.facts.numbers.challenges) return null;
  const told = el("output", { for: "tracker" });
  const look = ({ target }) => {
    const typed = target.value.replace(/[-\s]/g, "");
    told.textContent = typed.length === 20 ? words.fates[report.fateOf(typed)] : "";
  };
  return el("section", { class: "card" }, el("h2", {}, words.receipt),
    el("label", { for: "tracker" }, words.tracker),
    el("input", { id: "tracker", oninput: look, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", placeholder: "ABCD-EFGH-…" }), told);
}

export function checks(words, language, report) {
  const groups = GROUPS.map((group) => el("div", { class: "group" }, el("h3", {}, group[language]),
    el("ul", { class: "checks" }, group.checks.map((check) => checkRow(words, check[language], report.counts.get(check.id))))));
  return el("section", { class: "card" }, el("h2", {}, words.checks), el("p", { class: "muted" }, words.checksHint), groups);
}

function checkRow(words, text, { passed, failed }) {
  const [mark, kind] = failed ? ["✗", "bad"] : passed ? ["✓", "good"] : ["–", "none"];
  const number = passed + failed ? fill(words.times, { n: passed + failed }) : "";
  return el("li", { class: kind }, el("b", {}, mark), el("span", {}, text), el("i", {}, number));
}
