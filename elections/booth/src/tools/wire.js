// What both tools share: their server (signed in, with the CSRF token), their words, their panel.
import { readLine } from "../core/board.js";
import * as canonical from "../core/canonical.js";
import { insist, Refusal } from "../core/suite.js";
import { h, icon } from "../shared/dom.js";
import { ask, getJson, post, Trouble } from "../shared/server.js";
import { speaker } from "../shared/words.js";
import { WORDS } from "./words.js";

export const t = speaker(WORDS);
t.speak(document.documentElement.lang.slice(0, 2) === "en" ? "en" : "zh");

const place = document.getElementById("tool");
const SIGNED_IN = { credentials: "same-origin" };

export const getState = (name) => getJson(name, SIGNED_IN);
export const getBoard = async () => (await ask("board.jsonl", SIGNED_IN)).text();
export const send = (name, body) =>
  post(name, canonical.write(body), { ...SIGNED_IN, headers: { "X-CSRFToken": place.dataset.token } });

/** The line of this board that holds just this body. */
export const taken = (text, boardKey, kind, body) => {
  const { entry } = readLine(text, boardKey);
  insist(entry.kind === kind && canonical.write(entry.body) === canonical.write(body), "answer.body");
  return entry;
};

export const troubleWords = (error) => {
  if (error instanceof Refusal) return t("wrong_board", { code: error.code });
  if (!(error instanceof Trouble)) throw error;
  if (error.kind !== "refused") return t("no_server");
  return error.code === "sign_in" ? t("sign_in") : t("refused", { reason: error.reason || error.code });
};

export const note = (words, kind = "", role = null) =>
  h("div", { class: "note", "data-room": { good: "help", warn: "talk", bad: "vote" }[kind] ?? "plate", role },
    icon(kind === "good" ? "shield-check" : "circle-alert"), h("div", null, words));

export const heading = (words) => h("h2", { tabindex: "-1", id: "stage" }, words);

/** Shows a panel; the focus goes to its heading where the panel is another one than before. */
export const panel = (...parts) => {
  const before = place.querySelector("#stage")?.textContent;
  place.replaceChildren(h("div", { class: "card stack", "data-room": "vote" }, ...parts));
  const head = place.querySelector("#stage");
  if (before && head && head.textContent !== before) head.focus();
};

/** The first value under a name stays: another one is refused, on this device. */
export const once = (name, value, code) => {
  const old = localStorage.getItem(name);
  if (old && old !== value) throw new Refusal(code);
  localStorage.setItem(name, value);
};
