// Screen 3: what was chosen, in words; the tracking code; cast, or test the device.
import { button, h, icon, say } from "../shared/dom.js";
import { isKiosk, note, t, title } from "./frame.js";

const inWords = (contest, chosen) => {
  const labels = contest.options.filter(({ id }) => chosen.includes(id)).map(({ label }) => label);
  if (!labels.length) return h("b", null, t("nobody"));
  const left = contest.max - labels.length;
  return [h("ul", { class: "chosen" }, labels.map((label) => h("li", null, icon("check"), h("b", null, label)))),
    left > 0 && h("p", { class: "small muted" }, t("fewer", { n: left }))];
};

export const choicesCard = (state, change) =>
  h("div", { class: "card" }, state.election.manifest.contests.map((contest, at) =>
    h("section", { class: "decided" },
      h("div", { class: "row" }, h("h2", { class: "grow" }, contest.title),
        change && button(t("change"), { kind: "quiet small", icon: "pen-line", "aria-label": `${t("change")} ${contest.title}`, onclick: () => change(at) })),
      inWords(contest, state.choices[contest.id] ?? []))));

const trackerBox = (made) =>
  h("div", { class: "tracking" },
    h("p", { class: "strong" }, t("tracker")),
    h("p", null, h("code", { class: "code", id: "tracker" }, made ? made.tracker : "····-····-····-····-····")),
    h("p", { class: "small muted" }, t("tracker_text")));

const testBox = (challenge, disabled) => {
  const ask = h("div", { hidden: true, class: "stack ask" }, h("p", { class: "strong" }, t("test_ask")));
  const close = () => {
    ask.hidden = true;
    open.hidden = false;
    open.focus();
  };
  const open = button(t("test"), {
    kind: "quiet wide", icon: "flask-conical", "aria-disabled": disabled ? "true" : null, id: "test",
    onclick: () => {
      if (disabled) return;
      ask.hidden = false;
      open.hidden = true;
      yes.focus();
    },
  });
  const yes = button(t("test_yes"), { kind: "wide", onclick: challenge, id: "test-yes" });
  ask.append(h("div", { class: "row both" }, yes, button(t("test_no"), { kind: "quiet wide", onclick: close })));
  return h("div", { class: "tight" }, open, ask, h("p", { class: "small muted" }, t("test_text")));
};

/** A kiosk's ballot that did not arrive at once: it may stand here for long, and whoever comes by must not read it. */
const isWaiting = (state) => isKiosk && state.outbox?.tries > 0;

/** `state.made` is the encrypted ballot once it is there; `state.trouble` what went wrong while sending. */
export const checkScreen = (state, { cast, challenge, change, encryptAgain, saveFile }) => {
  const ready = Boolean(state.made) && !state.sending;
  const words = state.sending ? t(state.sending) : state.made ? t("cast") : t("encrypting");
  const go = saveFile
    ? button(t("file_save"), { kind: "vote wide big", icon: "download", "aria-disabled": ready ? null : "true", onclick: () => ready && saveFile() })
    : button(words, { kind: "vote wide big", id: "cast", "aria-disabled": ready ? null : "true", onclick: () => ready && cast() });
  const again = state.trouble?.again && !state.fromFile && button(t("encrypt_again"), { kind: "vote wide big", icon: "rotate-ccw", onclick: encryptAgain });
  return [
    title(t("check_title")),
    !state.fromFile && !isWaiting(state) && choicesCard(state, state.sending || state.trouble?.hold ? null : change),
    trackerBox(state.made),
    h("div", { id: "trouble", class: "stack" }, state.trouble ? trouble(state.trouble, () => state.outbox.send()) : note(t(state.saved ? "file_saved" : "not_done"), "warn")),
    isWaiting(state) && note(t("kiosk_call"), "warn"),
    state.trouble ? again : go, // what may be sent again has its own button beside the words
    saveFile || state.fromFile || state.trouble || state.sending ? null : testBox(challenge, !ready),
  ];
};

const trouble = ({ words, retry }, send) => [
  note(h("span", { id: "trouble-words" }, words), "bad", "alert"),
  retry && button(t("send_now"), { kind: "quiet wide", icon: "rotate-ccw", id: "send-now", onclick: send }),
];

/** After a test: what the opened ballot says. */
export const testedScreen = (state, { next }) => {
  say(t("test_held"));
  return [
    title(t("test_title")),
    note(t("test_held"), "good"),
    choicesCard({ ...state, choices: state.tested.choices }, null),
    trackerBox(state.tested),
    h("p", null, t("test_look")),
    note(t("not_done"), "warn"),
    button(t("test_next"), { kind: "vote wide big", onclick: next }),
  ];
};
