// The booth: one page, three screens, a receipt.
import { groups } from "../core/codes.js";
import { Refusal } from "../core/suite.js";
import { button, h, say } from "../shared/dom.js";
import { clock } from "../shared/words.js";
import { ballotScreen } from "./ballot-screen.js";
import { cardScreen, electionFacts, filePicker } from "./card-screen.js";
import { checkScreen, testedScreen } from "./check-screen.js";
import { Flow, fresh } from "./flow.js";
import { isKiosk, note, show, startFrame, t, title } from "./frame.js";
import { before, Clock, holdHistory, quitButton } from "./kiosk.js";
import { findScreen, onBoard, plainScreen, receiptScreen } from "./receipt-screen.js";
import { codeIn } from "./scanner.js";

let state, flow, clockOfKiosk;
let shown = "";

/** All that one elector does hangs on one state: what is still under way for an earlier one changes nothing any more. */
const beginWith = (own) => {
  state = own;
  flow = new Flow(own, { draw: () => own === state && draw(), go: (...where) => own === state && go(...where) });
};

// --- moving between screens: the back button goes one screen back, and never undoes what is done ---

const place = () => `${state.screen} ${state.contest}`;

const go = (screen, { replace = false, contest = state.contest } = {}) => {
  Object.assign(state, { screen, contest });
  if (!isKiosk) history[replace ? "replaceState" : "pushState"]({ screen, contest }, "");
  draw();
};

const leaveCheck = () => {
  if (state.screen === "check") Object.assign(state, { made: null, trouble: null, saved: false, fromFile: false, ticket: state.ticket + 1 });
};

/** The screen to begin with, as the election stands. */
const home = () => {
  if (!state.election) return "loading";
  return state.offline || (state.election.open && state.election.state === "open") ? "card" : "state";
};

const mayGoBack = () => ["ballot", "check", "find"].includes(state.screen) && !state.sending && !state.trouble?.hold;

const stepBack = () => {
  if (!mayGoBack()) return;
  const { screen, contest } = before(state, home());
  leaveCheck();
  go(screen, { contest });
};

addEventListener("popstate", ({ state: to }) => {
  if (isKiosk) return holdHistory(), stepBack();
  if (state.receipt || state.sending || state.trouble?.hold) return history.pushState({ screen: state.screen, contest: state.contest }, "");
  leaveCheck();
  const screen = to?.screen === "card" || !to ? home() : to.screen;
  const possible = state.own || ["card", "state", "loading", "find", "file"].includes(screen);
  Object.assign(state, { screen: possible && screen !== "tested" && screen !== "check" ? screen : state.own ? "ballot" : "card", contest: to?.contest ?? 0 });
  draw();
});

addEventListener("beforeunload", (event) => {
  if (!state.receipt && !state.saved && Object.keys(state.choices).length) event.preventDefault();
});

// --- the screens ---

const message = (name, holes = {}, ...more) => plainScreen(t(name), t(`${name}_text`, holes), ...more);

const times = () => {
  const { manifest } = state.election;
  return manifest ? { opens: clock(manifest.opens_at, t.language()), closes: clock(manifest.closes_at, t.language()) } : {};
};

const STATES = { tallied: "closed", declared: "closed" };

const finder = async (typed, words) => {
  try {
    return words(await flow.find(typed));
  } catch (error) {
    return note(error instanceof Refusal ? t("wrong_board_text", { code: error.code }) : t("no_server_text"), "bad");
  }
};

const nextContest = () => {
  const last = state.contest === state.election.manifest.contests.length - 1;
  return last ? flow.toCheck() : go("ballot", { contest: state.contest + 1 });
};

const change = (contest) => {
  leaveCheck();
  go("ballot", { contest });
};

const SCREENS = {
  loading: () => [title(t("loading"))],
  no_server: () => message("no_server", {}, button(t("try_again"), { kind: "vote wide big", onclick: start })),
  wrong_board: () => message("wrong_board", { code: state.code }),
  state: () => message(`state_${STATES[state.election.state] ?? state.election.state}`, times(),
    state.election.open && [button(t("find_open"), { kind: "quiet wide", icon: "search", onclick: () => go("find") }), electionFacts(state.election)]),
  file: () => fileScreen(),
  card: () => cardScreen(state, { admit: flow.admit, find: state.offline ? null : () => go("find"), fromFile: state.offline || isKiosk ? null : flow.castFile }),
  ballot: () => ballotScreen(state, { next: nextContest }),
  check: () => checkScreen(state, { ...flow, change: state.fromFile ? null : change, saveFile: state.offline ? flow.saveFile : null }),
  tested: () => testedScreen(state, { next: () => (state.tested = null, flow.toCheck()) }),
  receipt: () => receiptScreen(state, { lookUp: lookUpIn(state), clock: clockOfKiosk }),
  find: () => findScreen(state, { find: finder }),
};

const lookUpIn = (own) => async () => {
  const same = await flow.onBoard();
  own.alarm = same === false;
  return typeof same === "string" ? note(same, "bad") : onBoard(same, own.receipt.n);
};

const fileScreen = () => {
  const many = h("input", { type: "number", min: "0", max: "99", value: "0", id: "times", inputmode: "numeric" });
  const wrong = h("div", { role: "alert" });
  const taken = (text) => {
    try {
      const setup = JSON.parse(text);
      if (!flow.take(setup).open) throw new Refusal("not_open");
      state.offline = { times: Number(many.value) };
      go("card");
    } catch {
      wrong.replaceChildren(note(t("file_wrong"), "bad"));
    }
  };
  return [title(t("file_title")), h("p", null, t("file_text")),
    h("div", { class: "field" }, h("label", { for: "times" }, t("file_times")), many), wrong, filePicker("file_choose", taken)];
};

const STEPS = { card: 1, ballot: 2, check: 3 };

const draw = (from = "") => {
  const steady = shown === place();
  const focus = from || (steady && document.activeElement?.id) || (steady ? "title" : "");
  shown = place();
  const mayLeave = isKiosk && STEPS[state.screen] > 1 && !state.sending && !state.trouble?.wait;
  show([SCREENS[state.screen](), mayLeave && quitButton(clockOfKiosk.quit)], {
    name: state.election?.manifest?.community, step: STEPS[state.screen] ?? 0, focus,
    back: mayGoBack() ? (isKiosk ? stepBack : () => history.back()) : null, again: (which) => draw(which),
  });
  clockOfKiosk?.look();
  if (state.screen === "check" && steady && state.made && !state.sending) say(state.trouble?.words ?? t("tracker"));
};

// --- the beginning ---

/** The code leaves the address bar, and with it the history, at once. */
const takeFragment = () => {
  const code = codeIn(location.hash);
  if (code.length > 1) Object.assign(state, { typed: groups(decodeURIComponent(code)), fromLink: true });
  history.replaceState({ screen: "card", contest: 0 }, "", location.pathname + location.search);
};

/** The first screen, as the election stands now. */
const firstScreen = async () => {
  try {
    await flow.load();
    return home();
  } catch (error) {
    state.code = error.code;
    return error instanceof Refusal ? "wrong_board" : "no_server";
  }
};

const start = async () => {
  const own = state;
  own.screen = "loading";
  draw();
  const screen = await firstScreen();
  if (own !== state) return;
  own.screen = screen;
  draw();
};

// --- the kiosk ---

/** Forgets everything of the elector who was here: the next one finds the booth as it was in the morning. */
const nextElector = (fate) => {
  state.outbox?.stop();
  beginWith({ ...fresh(), notice: ["not_cast", "unsure"].includes(fate) ? fate : "" });
  clockOfKiosk.reset();
  document.getElementById("live").textContent = "";
  startFrame();
  return start();
};

/** While nobody is here: voting may have begun or ended meanwhile, the server may be back. */
const refresh = async () => {
  const own = state;
  const screen = clockOfKiosk.isFree && own.screen !== "loading" && (await firstScreen());
  if (!screen || own !== state || !clockOfKiosk.isFree || screen === own.screen) return;
  own.screen = screen;
  draw();
};

const startKiosk = () => {
  holdHistory();
  clockOfKiosk = new Clock({ state: () => state, clear: nextElector });
  setInterval(refresh, 30_000);
  // nor does the browser's "forward" bring anything back
  addEventListener("pagehide", () => {
    state.outbox?.stop();
    beginWith(fresh());
    document.getElementById("booth").replaceChildren();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && nextElector("nothing"));
};

beginWith(fresh());
startFrame();
if (isKiosk) startKiosk();
else {
  takeFragment();
  // Another card's link opened in this tab: the booth begins anew.
  addEventListener("hashchange", () => location.hash.length > 1 && location.reload());
}
if (location.protocol === "file:") {
  state.screen = "file";
  draw();
} else start();
