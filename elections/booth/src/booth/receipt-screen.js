// The green receipt, and the ways to look a ballot up on the board.
import { button, h, icon, save } from "../shared/dom.js";
import { clock } from "../shared/words.js";
import { fingerprint } from "./election.js";
import { isKiosk, note, t, title } from "./frame.js";
import { receiptClock } from "./kiosk.js";

const time = (at) => clock(at, t.language());

const receiptText = ({ election, receipt }) =>
  [
    t("receipt_head"), election.manifest.title, election.manifest.community, "",
    `${t("tracker")}: ${receipt.tracker}`, `${t("receipt_line")}: ${receipt.n}`, `${t("receipt_time")}: ${receipt.at}`,
    `${t("receipt_hash")}: ${receipt.hash}`, `${t("fingerprint")}: ${fingerprint(election.O)}`, "", receipt.line,
  ].join("\n");

const paperwork = (state) =>
  h("div", { class: "row both no-print" },
    !isKiosk && button(t("save"), { kind: "quiet", icon: "download", onclick: () => save(`linli-${state.receipt.tracker}.txt`, receiptText(state)) }),
    button(t("print"), { kind: "quiet", icon: "printer", onclick: () => window.print() }));

/** In a kiosk the tracking code is large enough to be written down, nothing is saved, and a clock stands below. */
export const receiptScreen = (state, { lookUp, clock: pace }) => {
  const { receipt } = state;
  const answer = h("div", { id: "on-board", role: "status" });
  const look = button(t("on_board"), {
    kind: "quiet wide", icon: "search",
    onclick: async () => {
      answer.replaceChildren(h("p", { class: "muted" }, t("find_busy")));
      answer.replaceChildren(await lookUp());
    },
  });
  return [
    h("section", { class: "receipt stack", "data-room": "help", id: "receipt" },
      h("p", null, h("span", { class: "stamp", "data-room": "vote" }, t("voted"))),
      title(t(isKiosk ? "kiosk_done" : "done_title")),
      h("p", { class: "strong" }, t("tracker")),
      h("p", null, h("code", { class: `code ${isKiosk ? "huge" : ""}`, id: "tracker" }, receipt.tracker)),
      isKiosk && h("p", { class: "no-print" }, t("kiosk_tracker")),
      h("p", { class: "small" }, t("done_text", { n: receipt.n, time: time(receipt.at) })),
      h("p", { class: "small print-only" }, state.election.manifest.title, " · ", t("receipt_hash"), " ", receipt.hash),
      paperwork(state)),
    h("p", { class: "muted" }, t("done_again")),
    look, answer,
    pace && receiptClock(pace),
  ];
};

export const onBoard = (same, n) => note(t(same ? "on_board_yes" : isKiosk ? "kiosk_board_no" : "on_board_no", { n }), same ? "good" : "bad");

// --- by tracking code ---

const found = (result) => {
  if (result.found === "none") return note(t("find_none"), "bad");
  const choices = result.choices?.map((labels) => labels.join("、") || t("nobody")).join("；");
  const words = t(`find_${result.found}`, { n: result.n, time: time(result.at), choices });
  return note(words, result.found === "counts" ? "good" : "warn");
};

export const findScreen = (state, { find }) => {
  const answer = h("div", { role: "status", id: "found" });
  const input = h("input", { id: "wanted", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", class: "code-input", maxlength: "40" });
  const submit = async (event) => {
    event.preventDefault();
    answer.replaceChildren(h("p", { class: "muted" }, t("find_busy")));
    answer.replaceChildren(await find(input.value, found));
  };
  return [
    title(t("find_title")),
    h("p", { class: "muted" }, t("find_text")),
    h("form", { class: "form", novalidate: true, onsubmit: submit },
      h("div", { class: "field" }, h("label", { for: "wanted" }, t("tracker")), input),
      button(t("find_go"), { kind: "vote wide big", type: "submit", icon: "search" })),
    answer,
  ];
};

/** A screen that only says something, with perhaps one thing to do. */
export const plainScreen = (head, text, ...more) => [h("div", { class: "empty-booth" }, icon("clock")), title(head), h("p", { class: "muted" }, text), more];
