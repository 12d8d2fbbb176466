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
export const sender = (state, draw, { kind, words, body, arrived }) => {
  let [tries, timer] = [0, null];
  const countDown = (left) => {
    state.trouble.words = t("send_offline", { n: left });
    draw();
    timer = setTimeout(() => (left > 1 ? countDown(left - 1) : send()), 1000);
  };
  const failed = (error) => {
    state.sending = null;
    state.trouble = troubleOf(error, tries++);
    if (state.trouble.wait) countDown(state.trouble.wait);
    else draw();
  };
  const send = async () => {
    if (state.sending) return;
    clearTimeout(timer);
    [state.sending, state.trouble] = [words, null];
    draw();
    try {
      const line = await post(kind, canonical.write(body));
      arrived(line);
    } catch (error) {
      failed(error);
    }
  };
  return { send, stop: () => clearTimeout(timer) };
};
