// From a card to a receipt: what the screens ask for, in order. The only secrets are in `state`, and leave it at the end.
import { checkOpened, encrypt, hashOf, prepare, sign } from "../core/ballot.js";
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
  outbox: null, notice: "", alarm: false,
});

const serverTrouble = (error) => {
  if (error instanceof Trouble) return error.kind === "refused" ? t("refused", { reason: error.reason || error.code }) : t("no_server_text");
  throw error;
};

export class Flow {
  constructor(state, page) {
    this.state = state;
    this.page = page;
  }

  /** Draws what the next ballot needs while the voter reads. */
  readAhead = () => {
    const { manifest, Y } = this.state.election;
    this.state.prepared = prepare(manifest.contests, Y, { pause: breather() });
  };

  // --- the election and the card ---

  load = async () => this.take(await getJson("setup.json"));
  take = (setup) => {
    this.state.election = readSetup(setup);
    return this.state.election;
  };

  admitted = (own, revision) => {
    Object.assign(this.state, { own, revision, contest: 0, choices: {}, made: null, notice: "" });
    this.state.election.Y.precompute(6, false);
    this.readAhead();
    this.page.go("ballot");
  };

  /** The words of a refusal, or nothing. */
  admit = async (typed) => {
    let own;
    try {
      own = readOwn(this.state.election, typed);
    } catch (error) {
      return codeTrouble(error, typed);
    }
    if (this.state.offline) return this.admitted(own, this.state.offline.times + 1);
    try {
      const slot = await getJson(`slot/${own.pk}`);
      if (slot.state !== "free") return t(slot.state === "cancelled" ? "cancelled" : "unknown_credential");
      this.admitted(own, slot.revision);
    } catch (error) {
      return serverTrouble(error);
    }
  };

  /** Encrypts with randomness that no other ballot has had; what was drawn ahead is used once. */
  encryptNow = async () => {
    const ticket = ++this.state.ticket;
    Object.assign(this.state, { made: null, trouble: null, saved: false });
    this.page.draw();
    const { manifest, Y, O } = this.state.election;
    if (!this.state.prepared) this.readAhead();
    const prepared = await this.state.prepared;
    if (ticket !== this.state.ticket) return;
    this.state.prepared = null;
    const { own: { key }, revision, choices } = this.state;
    const made = await encrypt({ contests: manifest.contests, Y, election: O, key, revision, choices, prepared, pause: breather() });
    this.readAhead();
    if (ticket !== this.state.ticket) return;
    this.state.made = { ...made, tracker: tracker(readHash(made.hash)) };
    this.page.draw();
  };

  toCheck = () => {
    this.page.go("check");
    return this.encryptNow();
  };

  forget = () => Object.assign(this.state, { own: null, made: null, prepared: null, choices: {}, typed: "", outbox: null, tested: null });

  finish = (body) => (line) => {
    this.state.receipt = readReceipt(this.state.election, line, "ballot", body);
    this.forget();
    Object.assign(this.state, { sending: null, trouble: null });
    this.page.go("receipt", { replace: true });
  };

  cast = () => {
    const body = this.state.fromFile || sign(this.state.made.ballot, this.state.own);
    this.state.outbox ??= sender(this.state, this.page.draw, { kind: "ballot", words: "sending", body, arrived: this.finish(body) });
    return this.state.outbox.send();
  };

  challenge = () => {
    const body = { ballot: this.state.made.ballot, opened: this.state.made.opened };
    const arrived = (line) => {
      const { election } = this.state;
      const { tracker: code } = readReceipt(election, line, "challenge", body);
      const choices = checkOpened(body, { contests: election.manifest.contests, Y: election.Y });
      Object.assign(this.state, { tested: { tracker: code, choices }, sending: null, trouble: null, made: null, outbox: null });
      this.page.go("tested", { replace: true });
    };
    this.state.outbox ??= sender(this.state, this.page.draw, { kind: "challenge", words: "opening", body, arrived });
    return this.state.outbox.send();
  };

  /** After a refusal that this ballot cannot overcome: the card's place is asked again, then a new ballot. */
  encryptAgain = async () => {
    this.state.outbox?.stop();
    this.state.outbox = null;
    const slot = await getJson(`slot/${this.state.own.pk}`).catch(() => null);
    if (slot?.state === "free") this.state.revision = slot.revision;
    return this.encryptNow();
  };

  // --- files and the board ---

  saveFile = () => {
    save(`ballot-${this.state.made.tracker}.json`, canonical.write(sign(this.state.made.ballot, this.state.own)), "application/json");
    this.state.saved = true;
    this.page.draw();
  };

  castFile = (text) => {
    try {
      this.state.fromFile = canonical.read(text.trim());
      this.state.made = { tracker: tracker(readHash(hashOf(this.state.fromFile))) };
      this.page.go("check");
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof TypeError)) throw error;
      this.state.fromFile = false;
    }
  };

  onBoard = async () => {
    try {
      return (await firstLine(`board.jsonl?from=${this.state.receipt.n}`)) === this.state.receipt.line;
    } catch (error) {
      return serverTrouble(error);
    }
  };

  find = async (typed) => {
    const text = await getText(`board.jsonl?from=${this.state.election.openLine + 1}`);
    return findTracker(this.state.election, text, groups(tidy(typed).slice(0, 20)));
  };
}
