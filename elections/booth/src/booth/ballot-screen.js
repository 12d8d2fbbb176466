// Screen 2: the ballot, one contest at a time, large.
import { button, h, say } from "../shared/dom.js";
import { clock } from "../shared/words.js";
import { note, t, title } from "./frame.js";

const hueOf = (label) => [...label].reduce((total, letter) => total + letter.codePointAt(0), 0) % 8;

const row = ({ id, label, detail, kind, name, checked, pick, face }) =>
  h("label", { class: "choice large" },
    h("input", { type: kind, name, value: id, checked, onchange: (event) => pick(event.target) }),
    h("span", null, h("b", null, label), detail && h("span", { class: "muted small detail" }, detail)),
    face ? h("span", { class: "face large", "data-hue": hueOf(label), "aria-hidden": "true" }, [...label][0]) : h("span"));

const rule = (contest) =>
  t(contest.max === 1 ? "choose_one" : "choose_upto", { all: contest.options.length, max: contest.max });

/** Keeps `choices[contest.id]`: a list of options, [] for blank, undefined while nothing is said. */
const picker = (contest, choices, sums) => {
  const single = contest.max === 1;
  const chosen = () => choices[contest.id] ?? [];
  const tell = (words) => {
    sums.textContent = words;
    say(words);
  };
  const count = () => (choices[contest.id]?.length === 0 ? t("nobody") : t("chosen", { n: chosen().length, max: contest.max }));
  const pick = (input) => {
    if (input.value === "") choices[contest.id] = input.checked ? [] : undefined;
    else if (single) choices[contest.id] = [input.value];
    else if (!input.checked) choices[contest.id] = chosen().filter((id) => id !== input.value);
    else if (chosen().length >= contest.max) {
      input.checked = false;
      return tell(t("too_many", { max: contest.max }));
    } else choices[contest.id] = [...chosen(), input.value];
    if (!single && choices[contest.id]?.length === 0 && input.value !== "") choices[contest.id] = undefined;
    mark();
    tell(count());
  };
  const inputs = [];
  const mark = () => inputs.forEach((input) =>
    (input.checked = input.value === "" ? choices[contest.id]?.length === 0 : chosen().includes(input.value)));
  return { pick, inputs, mark, count };
};

const rows = (contest, state, own) => {
  const kind = contest.max === 1 ? "radio" : "checkbox";
  const name = `contest-${contest.id}`;
  const all = contest.options.map(({ id, label }) => row({ id, label, kind, name, pick: own.pick, face: true }));
  const blank = row({ id: "", label: t("blank"), detail: t("blank_text"), kind, name, pick: own.pick });
  blank.classList.add("blank");
  const list = [...all, blank];
  own.inputs.push(...list.map((label) => label.querySelector("input")));
  own.mark();
  return list;
};

export const ballotScreen = (state, { next }) => {
  const { contests } = state.election.manifest;
  const contest = contests[state.contest];
  const sums = h("p", { class: "muted strong", id: "sums" });
  const own = picker(contest, state.choices, sums);
  const list = rows(contest, state, own);
  sums.textContent = own.count();
  const last = state.contest === contests.length - 1;
  const go = () => {
    if (state.choices[contest.id]) return next();
    sums.textContent = t("choose_first");
    sums.classList.add("missing");
    say(t("choose_first"));
    own.inputs[0].focus();
  };
  const part = contests.length > 1 && t("contest_of", { n: state.contest + 1, all: contests.length });
  return [
    h("p", { class: "muted small" }, state.election.manifest.title, part && ` · ${part}`),
    title(contest.title),
    h("p", { id: "rule" }, h("b", null, rule(contest)), " · ", h("span", { class: "muted" }, t("until", { time: clock(state.election.manifest.closes_at, t.language()) }))),
    state.revision > 1 && state.contest === 0 && note(t("card_again", { n: state.revision - 1 }), "warn"),
    h("fieldset", { class: "bare stack", "aria-describedby": "rule sums" }, h("legend", { class: "hidden-words" }, contest.title), list),
    h("div", { class: "foot-bar" }, sums, button(t(last ? "to_check" : "next_contest"), { kind: "vote wide big", onclick: go })),
  ];
};
