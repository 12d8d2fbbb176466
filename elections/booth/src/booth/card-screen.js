// Screen 1: the card. Its code comes from the QR link's fragment, from the camera, or by hand.
import { button, h, icon, say } from "../shared/dom.js";
import { clock } from "../shared/words.js";
import { fingerprint } from "./election.js";
import { isKiosk, note, t, title } from "./frame.js";
import { canScan, codeIn, scanner } from "./scanner.js";

const tidyCount = (text) => text.normalize("NFKC").replace(/[\s\p{Pd}_.]/gu, "").length;

/** The words for what is wrong with a typed code. */
export const codeTrouble = (error, typed) => {
  if (!typed.trim()) return t("card_missing");
  if (!t.has(error.code)) throw error;
  const [, more = ""] = error.message.split(": ");
  return t(error.code, { letter: more, n: Math.abs(Number(more)) });
};

export const electionFacts = ({ manifest, O }) =>
  h("details", { class: "fold" },
    h("summary", null, t("fingerprint")),
    h("p", null, h("code", { class: "code" }, fingerprint(O))),
    h("p", { class: "small muted" }, t("fingerprint_text"), " ", t("until", { time: clock(manifest.closes_at, t.language()) })));

const field = (state) => {
  const count = h("span", { class: "hint", id: "count" }, t("card_count", { n: 0 }));
  const wrong = h("p", { class: "error", id: "wrong", hidden: true });
  const input = h("textarea", {
    id: "code", name: "code", rows: "2", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", enterkeyhint: "next",
    "aria-describedby": "wrong count", class: "code-input", maxlength: "400",
    onkeydown: (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      input.form.requestSubmit();
    },
    oninput: () => {
      if (input.value.includes("#")) input.value = codeIn(input.value); // a hand scanner types the card's whole link
      state.typed = input.value;
      count.textContent = t("card_count", { n: tidyCount(input.value) });
    },
  });
  input.value = state.typed;
  count.textContent = t("card_count", { n: tidyCount(state.typed) });
  return { input, wrong, box: h("div", { class: "field" }, h("label", { for: "code" }, t("card_label")), wrong, input, count) };
};

const complain = ({ input, wrong, box }, words) => {
  box.classList.add("wrong");
  wrong.hidden = false;
  wrong.replaceChildren(icon("circle-alert"), h("span", null, words));
  input.setAttribute("aria-invalid", "true");
  say(words);
  input.focus();
};

/** `admit(typed)` answers the words of a refusal, or nothing when it has gone on. */
export const cardScreen = (state, { admit, find, fromFile }) => {
  const own = field(state);
  const go = button(t("card_go"), { kind: "vote wide big", type: "submit" });
  let busy = false;
  const submit = async (event) => {
    event?.preventDefault();
    if (busy) return;
    busy = true;
    go.setAttribute("aria-disabled", "true");
    const words = await admit(own.input.value);
    busy = false;
    go.removeAttribute("aria-disabled");
    if (words) complain(own, words);
  };
  const scanned = (code) => {
    own.input.value = state.typed = code;
    submit();
  };
  return [
    title(t("card_title")),
    h("p", { class: "muted" }, t("card_text")),
    state.notice && h("div", { id: "notice" }, note(t(`kiosk_was_${state.notice}`), "warn")),
    state.fromLink && note(t("card_from_link"), "good"),
    h("form", { class: "form", novalidate: true, onsubmit: submit }, own.box, canScan() && scanner(scanned), go),
    note(t(isKiosk ? "kiosk_secret" : "secret"), "good"),
    electionFacts(state.election),
    h("p", { class: "row" }, find && button(t("find_open"), { kind: "quiet", icon: "search", onclick: find }),
      fromFile && filePicker("file_cast", fromFile)),
  ];
};

export const filePicker = (name, taken) => {
  const input = h("input", { type: "file", accept: "application/json,.json", class: "hidden-words", tabindex: "-1", "aria-hidden": "true" });
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (file) taken(await file.text());
    input.value = "";
  });
  return [input, button(t(name), { kind: "quiet", icon: "file-up", onclick: () => input.click() })];
};
