// At the polling station: who votes on paper hands in the card, and its cancel code takes the online vote back.
import { checkEntry, readLine } from "../core/board.js";
import * as canonical from "../core/canonical.js";
import { decode, tidy } from "../core/codes.js";
import { hexOf, insist, readElement, readHash, sha256 } from "../core/suite.js";
import { button, h, icon, say } from "../shared/dom.js";
import { firstLine, getJson, post } from "../shared/server.js";
import { heading, note, panel, t, troubleWords } from "../tools/wire.js";

const LENGTH = 52;

/** Cancel code → credential, by the hash that stands on the board. */
const load = async () => {
  const { state, manifest, open } = await getJson("setup.json");
  if (state !== "open") return null;
  const boardKey = readElement(manifest.body.board);
  checkEntry(open, boardKey);
  const { entry } = readLine(await firstLine(`board.jsonl?from=${open.n - 1}`), boardKey);
  const { credentials } = entry.body;
  insist(hexOf(sha256(canonical.write(credentials))) === open.body.credentials, "open.credentials");
  return { boardKey, openLine: open.n, byCancel: new Map(credentials.map(({ cancel, key }) => [cancel, key])) };
};

/** The words for a code that is none; otherwise its body. */
const read = (typed, { byCancel }) => {
  const text = tidy(typed);
  if (text.length !== LENGTH) return { words: t("cancel_length", { n: text.length }) };
  try {
    const code = hexOf(decode(text));
    const credential = byCancel.get(hexOf(sha256(readHash(code))));
    return credential ? { body: { code, credential } } : { words: t("cancel_unknown") };
  } catch {
    return { words: t("cancel_unknown") };
  }
};

const sendOff = async (body, board) => {
  const { entry } = readLine(await post("cancel", canonical.write(body)), board.boardKey);
  insist(entry.kind === "cancel" && canonical.write(entry.body) === canonical.write(body) && entry.n > board.openLine, "answer.body");
  return entry.n;
};

const form = (board) => {
  const answer = h("div", { role: "status", id: "answer" });
  const input = h("textarea", { id: "cancel", rows: 3, maxlength: 90, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", class: "code-input" });
  let busy = false;
  const tell = (words, kind) => {
    answer.replaceChildren(note(words, kind));
    say(words);
    input.select();
  };
  const submit = async (event) => {
    event.preventDefault();
    const { words, body } = read(input.value, board);
    if (words || busy) return words && tell(words, "bad");
    busy = true;
    try {
      const n = await sendOff(body, board);
      input.value = "";
      tell(t("cancel_done", { n }), "good");
    } catch (error) {
      tell(troubleWords(error), "bad");
    }
    busy = false;
    input.focus();
  };
  // A hand-held reader types the code and presses Enter.
  const onEnter = (event) => event.key === "Enter" && (event.preventDefault(), input.form.requestSubmit());
  input.addEventListener("keydown", onEnter);
  panel(heading(t("cancel_title")), h("p", null, t("cancel_text")), answer,
    h("form", { class: "form", novalidate: true, onsubmit: submit },
      h("div", { class: "field" }, h("label", { for: "cancel" }, t("card_cancel_code")), input),
      button([icon("check"), t("cancel_do")], { kind: "vote big", type: "submit", id: "do" })));
  input.focus();
};

const start = async () => {
  try {
    const board = await load();
    return board ? form(board) : panel(heading(t("cancel_title")), note(t("cancel_closed"), "warn"));
  } catch (error) {
    panel(heading(t("try_again")), note(troubleWords(error), "bad", "alert"), button(t("try_again"), { kind: "vote", onclick: start }));
  }
};

start();
