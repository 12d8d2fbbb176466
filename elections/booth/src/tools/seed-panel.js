// A seed: drawn, shown, confirmed by typing two of its groups; or typed from paper. It never leaves this page.
import { drawSeed, readSeed, showSeed } from "../core/seeds.js";
import { randomBytes } from "../core/suite.js";
import { button, h, icon, say } from "../shared/dom.js";
import { qr } from "../shared/qr.js";
import { heading, panel, t } from "./wire.js";

const field = (label, attributes = {}) => {
  const tag = attributes.rows ? "textarea" : "input";
  const input = h(tag, { id: attributes.id ?? "seed", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", class: "code-input", ...attributes });
  const wrong = h("p", { class: "error", hidden: true });
  const box = h("div", { class: "field" }, h("label", { for: input.id }, label), wrong, input);
  const complain = (words) => {
    box.classList.add("wrong");
    wrong.hidden = false;
    wrong.replaceChildren(icon("circle-alert"), h("span", null, words));
    say(words);
    input.focus();
  };
  return { input, box, complain };
};

const twoOf = (count) => {
  const first = randomBytes(1)[0] % count;
  const second = (first + 1 + (randomBytes(1)[0] % (count - 1))) % count;
  return [first, second].sort((left, right) => left - right);
};

/** Asks for two groups of the seed's code; answers when both are right. */
const confirmSeed = (seed, lead) =>
  new Promise((done) => {
    const groups = showSeed(seed).split("-");
    const asked = twoOf(groups.length - 1);
    const fields = asked.map((at) => field(t("seed_group", { n: at + 1 }), { id: `group-${at + 1}`, maxlength: "6" }));
    const submit = (event) => {
      event.preventDefault();
      const wrong = asked.findIndex((at, n) => fields[n].input.value.toUpperCase().trim() !== groups[at]);
      if (wrong >= 0) return fields[wrong].complain(t("seed_wrong_group", { n: asked[wrong] + 1 }));
      done(true);
    };
    panel(lead, heading(t("seed_ask_title")),
      h("form", { class: "form", novalidate: true, onsubmit: submit }, fields.map(({ box }) => box),
        h("div", { class: "row" }, button(t("seed_go"), { kind: "vote", type: "submit" }),
          button(t("seed_back"), { kind: "quiet", onclick: () => done(false) }))));
  });

const showNew = (seed, lead) =>
  new Promise((done) => {
    const code = showSeed(seed);
    panel(lead, heading(t("seed_show_title")), h("p", null, t("seed_show_text")),
      h("div", { class: "seed" }, qr(code, t("seed_qr")),
        h("ol", { class: "groups", id: "groups" }, code.split("-").map((group) => h("li", null, h("code", null, group))))),
      h("div", { class: "row" }, button(t("seed_noted"), { kind: "vote", onclick: done }),
        button(t("print"), { kind: "quiet", icon: "printer", onclick: () => window.print() })));
  });

const makeSeed = async (lead) => {
  const seed = drawSeed();
  do await showNew(seed, lead);
  while (!(await confirmSeed(seed, lead)));
  return seed;
};

/** The seed as typed; `fits(seed)` says whether it is the right one. */
export const typeSeed = (lead, fits = () => true) =>
  new Promise((done) => {
    const own = field(t("seed_label"), { rows: 3, maxlength: "100" });
    const submit = (event) => {
      event.preventDefault();
      try {
        const seed = readSeed(own.input.value);
        return fits(seed) ? done(seed) : own.complain(t("seed_other"));
      } catch (error) {
        if (!t.has(error.code)) throw error;
        const [, more = ""] = error.message.split(": ");
        own.complain(t(error.code, { letter: more, n: Math.abs(Number(more)) }));
      }
    };
    panel(lead, heading(t("seed_type_title")), h("p", { class: "muted" }, t("seed_type_text")),
      h("form", { class: "form", novalidate: true, onsubmit: submit }, own.box, button(t("seed_go"), { kind: "vote", type: "submit" })));
  });

/** Make one, or type the one that is already on paper. */
export const chooseSeed = async (lead) => {
  const make = await new Promise((done) =>
    panel(lead, heading(t("seed_make_title")), h("p", null, t("seed_make_text")),
      h("div", { class: "row" }, button(t("seed_make"), { kind: "vote", onclick: () => done(true) }),
        button(t("seed_have"), { kind: "quiet", onclick: () => done(false) }))));
  return make ? makeSeed(lead) : typeSeed(lead);
};
