// Sending a ballot or a challenge until its line is here. The ballot stays on the page whatever the server does.
import * as canonical from "../core/canonical.js";
import { Refusal } from "../core/suite.js";
import { post, Trouble } from "../shared/server.js";
import { t } from "./frame.js";

const PAUSES = [5, 10, 20, 30];
const FINAL = new Set(["closed", "not_open", "cancelled", "unknown_credential"]);
const AGAIN = new Set(["revision", "challenged", "repeated"]);

/** What the voter is told, and what they can do: retry, encrypt again, or nothing more. */
export const troubleOf = (error, tries) => {
  if (error instanceof Refusal) return { words: t("bad_answer", { code: error.code }), retry: true, hold: true };
  if (!(error instanceof Trouble)) throw error;
  const { kind, code, reason, after } = error;
  if (kind !== "refused") return { wait: kind === "busy" ? after : PAUSES[Math.min(tries, 3)], retry: true, hold: true };
  if (FINAL.has(code)) return { words: t(code), final: true, hold: true };
  if (AGAIN.has(code)) return { words: t(code === "repeated" ? "challenged" : code), again: true, hold: true };
  return { words: t("refused", { reason: reason || code }), retry: true, hold: true };
};

/** Sends `body` to `kind` and hands the server's line to `arrived`; after a failure waits, tells, and sends the same again. */
class Outbox {
  constructor(state, draw, letter) {
    Object.assign(this, { state, draw, ...letter, tries: 0, timer: null });
  }

  countDown(left) {
    this.state.trouble.words = t("send_offline", { n: left });
    this.draw();
    this.timer = setTimeout(() => (left > 1 ? this.countDown(left - 1) : this.send()), 1000);
  }

  failed(error) {
    this.state.sending = null;
    this.state.trouble = troubleOf(error, this.tries++);
    if (this.state.trouble.wait) this.countDown(this.state.trouble.wait);
    else this.draw();
  }

  async send() {
    if (this.state.sending) return;
    this.stop();
    [this.state.sending, this.state.trouble] = [this.words, null];
    this.draw();
    try {
      this.arrived(await post(this.kind, canonical.write(this.body)));
    } catch (error) {
      this.failed(error);
    }
  }

  stop() {
    clearTimeout(this.timer);
  }
}

export const sender = (state, draw, letter) => new Outbox(state, draw, letter);
