// The kiosk at a polling place: one device, one elector after another. The clock that clears it, and what it asks first.
import { button, h, icon, say } from "../shared/dom.js";
import { t } from "./frame.js";

const [IDLE, ANSWER, RECEIPT, WARNED] = [90, 30, 60, 20]; // seconds
const SIGNS_OF_LIFE = ["pointerdown", "click", "keydown", "input", "wheel", "touchmove"];

// --- what stands on the screens of a kiosk only ---

/** What has become of a ballot that nobody goes on with. A ballot that was sent without an answer may be on the board. */
const fateOf = (state) => {
  if (state.outbox?.kind === "ballot" && state.trouble?.retry) return "unsure";
  return state.own || state.typed ? "not_cast" : "nothing";
};

/** Below the receipt: how long it stays, more time, the next elector. */
export const receiptClock = ({ more, next }) =>
  h("div", { class: "foot-bar clock no-print" },
    h("p", { class: "strong", id: "left" }),
    h("progress", { id: "left-bar", max: RECEIPT, value: RECEIPT, "aria-hidden": "true" }),
    h("div", { class: "pair" },
      button(t("kiosk_more"), { kind: "quiet", id: "more", onclick: more }),
      button(t("kiosk_next"), { kind: "vote", id: "next", onclick: next })));

export const quitButton = (quit) => button(t("kiosk_quit"), { kind: "quiet wide", icon: "log-out", id: "quit", onclick: quit });

// --- the question ---

const QUESTIONS = {
  idle: { title: () => t("kiosk_here"), text: (fate) => t(`kiosk_idle_${fate}`), stay: () => t("kiosk_stay"), leave: () => t("kiosk_clear") },
  quit: { title: () => t("kiosk_quit_title"), text: (fate) => t(`kiosk_leaves_${fate}`), stay: () => t("kiosk_go_on"), leave: () => t("kiosk_quit") },
};

class Question {
  constructor({ stay, clear }) {
    Object.assign(this, { stay, clear });
    this.box = h("dialog", { class: "card question", role: "alertdialog", "aria-labelledby": "question", "aria-describedby": "question-text" });
    this.box.addEventListener("cancel", (event) => (event.preventDefault(), this.stay())); // the Escape key
    document.body.append(this.box);
  }

  get isOpen() {
    return this.box.open;
  }

  ask(name, fate) {
    this.close();
    const { title, text, stay, leave } = QUESTIONS[name];
    this.seconds = h("p", { class: "seconds", "aria-hidden": "true", hidden: name !== "idle" });
    this.box.replaceChildren(
      h("h2", { id: "question" }, icon(name === "idle" ? "clock" : "log-out"), title()),
      h("p", { id: "question-text" }, text(fate)),
      this.seconds,
      button(stay(), { kind: "vote wide big", id: "stay", onclick: this.stay }),
      button(leave(), { kind: "quiet wide", id: "clear", onclick: this.clear }));
    this.name = name;
    this.box.showModal();
  }

  count(left) {
    this.seconds.textContent = t("kiosk_seconds", { n: left });
    if (left === 10) say(t("kiosk_seconds", { n: left }));
  }

  close() {
    if (this.box.open) this.box.close();
  }
}

// --- the clock ---

const phaseOf = (state, isTouched) => {
  if (state.sending || state.trouble?.wait) return "free"; // a ballot on its way is never cut off
  if (state.receipt) return state.alarm ? "evidence" : "receipt";
  return isTouched || state.own ? "elector" : "free";
};

/** Looks every second. `state()` is that of the elector who is here; `clear(fate)` forgets them. */
export class Clock {
  constructor({ state, clear }) {
    Object.assign(this, { state, phase: "free", isTouched: false, since: Date.now() });
    this.clear = (fate = fateOf(state())) => clear(fate);
    this.question = new Question({ stay: this.stay, clear: () => this.clear() });
    for (const sign of SIGNS_OF_LIFE) addEventListener(sign, this.live, { capture: true, passive: true });
    addEventListener("afterprint", this.live);
    setInterval(this.look, 1000);
  }

  get isFree() {
    return this.phase === "free" && !this.isTouched;
  }

  live = () => {
    if (!this.question.isOpen) Object.assign(this, { isTouched: true, since: Date.now(), phase: phaseOf(this.state(), true) });
  };

  quit = () => this.question.ask("quit", fateOf(this.state()));
  stay = () => {
    this.question.close();
    this.live();
  };
  more = () => {
    this.live();
    this.look();
  };
  next = () => this.clear("done");

  /** For the next elector: nobody has touched anything yet. */
  reset() {
    this.question.close();
    Object.assign(this, { phase: "free", isTouched: false, since: Date.now() });
  }

  look = () => {
    const phase = phaseOf(this.state(), this.isTouched);
    if (phase !== this.phase) Object.assign(this, { phase, since: Date.now() });
    const gone = Math.floor((Date.now() - this.since) / 1000);
    if (phase === "elector") this.await(gone);
    else this.question.close();
    if (phase === "receipt") this.show(RECEIPT - gone);
    for (const id of ["left", "left-bar", "more"]) document.getElementById(id)?.toggleAttribute("hidden", phase === "evidence");
  };

  await(gone) {
    if (gone >= IDLE + ANSWER) return this.clear();
    if (gone < IDLE) return;
    if (!this.question.isOpen || this.question.name !== "idle") this.question.ask("idle", fateOf(this.state()));
    this.question.count(IDLE + ANSWER - gone);
  }

  show(left) {
    if (left <= 0) return this.next();
    document.getElementById("left").textContent = t("kiosk_left", { n: left });
    document.getElementById("left-bar").value = left;
    if (left === WARNED) say(t("kiosk_left", { n: left }));
  }
}

// --- the browser's own back button ---

/** One step above the address, always: whoever presses "back" stays in the booth, and no address holds a code. */
export const holdHistory = () => {
  history.replaceState(null, "", location.pathname + location.search);
  history.pushState(null, "");
};

/** The screen before this one, as the booth's own "back" understands it. */
export const before = ({ screen, contest, fromFile, election }, home) => {
  if (screen === "check" && !fromFile) return { screen: "ballot", contest: election.manifest.contests.length - 1 };
  if (screen === "ballot" && contest > 0) return { screen: "ballot", contest: contest - 1 };
  return { screen: home, contest: 0 };
};
