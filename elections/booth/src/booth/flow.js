// From a card to a receipt: what the screens ask for, in order. The only secrets are in `state`, and leave it at the end.
import { encrypt, hashOf, prepare, sign } from "../core/ballot.js";
import * as canonical from "../core/canonical.js";
import { groups, tidy, tracker } from "../core/codes.js";
import { readHash, Refusal } from "../core/suite.js";
import { breather, save } from "../shared/dom.js";
import { firstLine, getJson, getText, Trouble } from "../shared/server.js";
import { findTracker, readOwn, readReceipt, readSetup } from "./election.js";
import { codeTrouble } from "./card-screen.js";
import { t } from "./frame.js";
import { sender } from "./sending.js";

export const fresh = () => ({
  screen: "loading", election: null, typed: "", fromLink: false, own: null, revision: 1, contest: 0, choices: {},
  prepared: null, made: null, ticket: 0, sending: null, trouble: null, tested: null, receipt: null, saved: false, fromFile: false,
});

const serverTrouble = (error) => {
  if (error instanceof Trouble) return error.kind === "refused" ? t("refused", { reason: error.reason || error.code }) : t("no_server_text");
  throw error;
};

export const flowOf = (state, { draw, go }) => {
  const readAhead = () => {
    const { manifest, Y } = state.election;
    Y.precompute(6, false);
    state.prepared = prepare(manifest.contests, Y, { pause: breather() });
  };

  const load = async () => take(await getJson("setup.json"));
  const take = (setup) => {
    state.election = readSetup(setup);
    return state.election;
  };

  const admitted = (own, revision) => {
    Object.assign(state, { own, revision, contest: 0, choices: {}, made: null });
    readAhead();
    go("ballot");
  };

  /** The words of a refusal, or nothing. */
  const admit = async (typed) => {
    let own;
    try {
      own = readOwn(state.election, typed);
    } catch (error) {
      return codeTrouble(error, typed);
    }
    if (state.offline) return admitted(own, state.offline.times + 1);
    try {
      const slot = await getJson(`slot/${own.pk}`);
      if (slot.state !== "free") return t(slot.state === "cancelled" ? "cancelled" : "unknown_credential");
      admitted(own, slot.revision);
    } catch (error) {
      return serverTrouble(error);
    }
  };

  /** Encrypts with randomness that no other ballot has had; what was drawn ahead is used once. */
  const encryptNow = async () => {
    const ticket = ++state.ticket;
    Object.assign(state, { made: null, trouble: null, saved: false });
    draw();
    const { manifest, Y, O } = state.election;
    const prepared = await state.prepared;
    if (ticket !== state.ticket) return;
    state.prepared = null;
    const { own: { key }, revision, choices } = state;
    const made = await encrypt({ contests: manifest.contests, Y, election: O, key, revision, choices, prepared, pause: breather() });
    readAhead();
    if (ticket !== state.ticket) return;
    state.made = { ...made, tracker: tracker(readHash(made.hash)) };
    draw();
  };

  const toCheck = () => {
    go("check");
    return encryptNow();
  };

  const forget = () => Object.assign(state, { own: null, made: null, prepared: null, choices: {}, typed: "", outbox: null, tested: null });

  const finish = (body) => (line) => {
    state.receipt = readReceipt(state.election, line, "ballot", body);
    forget();
    Object.assign(state, { sending: null, trouble: null });
    go("receipt", { replace: true });
  };

  const cast = () => {
    const body = state.fromFile || sign(state.made.ballot, state.own);
    state.outbox ??= sender(state, draw, { kind: "ballot", words: "sending", body, arrived: finish(body) });
    return state.outbox.send();
  };

  const challenge = () => {
    const body = { ballot: state.made.ballot, opened: state.made.opened };
    const arrived = (line) => {
      const { tracker: code, n } = readReceipt(state.election, line, "challenge", body);
      Object.assign(state, { tested: { tracker: code, n }, sending: null, trouble: null, made: null, outbox: null });
      go("tested", { replace: true });
    };
    state.outbox ??= sender(state, draw, { kind: "challenge", words: "opening", body, arrived });
    return state.outbox.send();
  };

  /** After a refusal that this ballot cannot overcome: the card's place is asked again, then a new ballot. */
  const encryptAgain = async () => {
    state.outbox?.stop();
    state.outbox = null;
    const slot = await getJson(`slot/${state.own.pk}`).catch(() => null);
    if (slot?.state === "free") state.revision = slot.revision;
    return encryptNow();
  };

  const saveFile = () => {
    save(`ballot-${state.made.tracker}.json`, canonical.write(sign(state.made.ballot, state.own)), "application/json");
    state.saved = true;
    draw();
  };

  const castFile = (text) => {
    try {
      state.fromFile = canonical.read(text.trim());
      state.made = { tracker: tracker(readHash(hashOf(state.fromFile))) };
      go("check");
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof TypeError)) throw error;
      state.fromFile = false;
    }
  };

  const onBoard = async () => {
    try {
      return (await firstLine(`board.jsonl?from=${state.receipt.n}`)) === state.receipt.line;
    } catch (error) {
      return serverTrouble(error);
    }
  };

  const find = async (typed) => {
    const text = await getText(`board.jsonl?from=${state.election.openLine + 1}`);
    return findTracker(state.election, text, groups(tidy(typed).slice(0, 20)));
  };

  return { load, take, admit, toCheck, cast, challenge, encryptAgain, saveFile, castFile, onBoard, find };
};
