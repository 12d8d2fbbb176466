// What stands around every screen: the plate with the community's name, the switches, the way back.
import { chosenElder, chosenLanguage, h, icon, remember, say } from "../shared/dom.js";
import { speaker } from "../shared/words.js";
import { WORDS } from "./words.js";

export const t = speaker(WORDS);

/** At a polling place one device serves many: it remembers nothing of anybody, and begins as every time. */
export const isKiosk = location.protocol !== "file:" && new URLSearchParams(location.search).has("kiosk");

const root = document.documentElement;

const setLanguage = (language) => {
  t.speak(language);
  root.lang = language === "en" ? "en" : "zh-Hans";
};
const setElder = (on) => root.classList.toggle("elder", on);

export const startFrame = () => {
  setLanguage(isKiosk ? "zh" : chosenLanguage());
  setElder(!isKiosk && chosenElder());
};

const elderSwitch = (again) => {
  const on = root.classList.contains("elder");
  const turn = () => {
    if (!isKiosk) remember("linli_elder", on ? "0" : "1");
    setElder(!on);
    again("elder");
  };
  return h("button", { type: "button", class: "tool framed", id: "elder", onclick: turn }, icon("glasses"), t(on ? "standard" : "senior"));
};

const languageSwitch = (again) => {
  const other = t.language() === "en" ? "zh" : "en";
  const turn = () => {
    if (!isKiosk) remember("linli_language", other);
    setLanguage(other);
    again("language");
  };
  const words = other === "en" ? { lang: "en", "aria-label": "English" } : { lang: "zh-Hans" };
  return h("button", { type: "button", class: "tool", id: "language", onclick: turn, ...words }, other === "en" ? "EN" : "中文");
};

const head = (name, again) =>
  h("header", { class: "head" },
    h("div", { class: "wrap bar" },
      h("p", { class: "name sign-small" }, name || t("booth")),
      h("div", { class: "tools" }, elderSwitch(again), languageSwitch(again))));

/** Puts one screen up. `again` draws it anew after a switch; the focus then stays on the switch. */
export const show = (screen, { name = "", step = 0, back = null, again, focus = "" }) => {
  const what = step && t(["", "step_card", "step_ballot", "step_check"][step]);
  const trail = (step || back) && h("p", { class: "row small way-back" },
    back && h("button", { type: "button", class: "link", onclick: back }, icon("arrow-left"), t("back")),
    h("span", { class: "grow" }),
    step ? h("span", { class: "muted" }, t("step", { n: step, what })) : null);
  const main = h("main", { class: "wrap", id: "main" }, h("div", { class: "narrow stack", "data-room": "vote" }, trail || null, screen));
  document.getElementById("booth").replaceChildren(head(name, again), main);
  document.title = `${main.querySelector("h1")?.textContent ?? ""} · ${t("booth")}`;
  if (focus) return document.getElementById(focus)?.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  main.querySelector("h1")?.focus();
  if (step) say(t("step", { n: step, what }));
};

export const title = (words) => h("h1", { tabindex: "-1", id: "title" }, words);
export const note = (words, kind = "", role = null) =>
  h("div", { class: "note", "data-room": { good: "help", warn: "talk", bad: "vote" }[kind] ?? "plate", role },
    icon(kind === "good" ? "shield-check" : "circle-alert"), h("div", null, words));
