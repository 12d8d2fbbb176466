// The trustee's page: says what is to be done, by whom, and does this trustee's part when they say so.
import * as canonical from "../core/canonical.js";
import { encode, groups } from "../core/codes.js";
import { hexOf, readElement, readHash, Refusal, sha256 } from "../core/suite.js";
import { button, h, say } from "../shared/dom.js";
import { chooseSeed, typeSeed } from "../tools/seed-panel.js";
import { getState, heading, note, panel, send, t, taken, troubleWords } from "../tools/wire.js";
import { bodyFor, checkedSetup, derive, isOwn, shareFor } from "./ceremony.js";

const PAUSE = 4000;
const own = { seed: null, outbox: null, share: null, shown: "" };

const shown = (hash) => groups(encode(readHash(hash)).slice(0, 20));
const nameList = ({ names }, indices) => indices.map((index) => names[index - 1]).join(t.language() === "en" ? ", " : "、");

const lead = (now, setup) =>
  h("p", { class: "muted" }, t("you_are", {
    index: now.index, name: now.names[now.index - 1], number: now.names.length, threshold: setup?.ground.threshold ?? now.threshold,
  }));

const signs = ({ kind, body }, head) =>
  h("details", { class: "fold" }, h("summary", null, t("signs")),
    h("dl", { class: "facts" },
      h("dt", null, t("signs_kind")), h("dd", null, h("code", null, kind)),
      h("dt", null, t("signs_body")), h("dd", null, h("code", null, shown(hexOf(sha256(canonical.write(canonical.without(body, "signature"))))))),
      h("dt", null, t("signs_board")), h("dd", null, h("code", null, shown(head)))));

// --- sending: the same body again until its line is here ---

const deliver = async (now, setup) => {
  const { kind, body } = own.outbox;
  panel(lead(now, setup), heading(t("sending")));
  try {
    const boardKey = readElement(setup.ground.manifest.board);
    const { n } = taken(await send("trustee", { body, kind }), boardKey, kind, body);
    own.outbox = null;
    say(t("done_mine", { n }));
    await refresh();
  } catch (error) {
    panel(lead(now, setup), heading(t(`stage_${now.stage}`)), note(troubleWords(error), "bad", "alert"),
      button(t("try_again"), { kind: "vote", icon: "rotate-ccw", onclick: () => deliver(now, setup) }));
  }
};

/** Shows what would be signed and waits for the word. */
const offer = (now, setup, made, { text, extra = null, action = `do_${now.stage}`, head = setup.head, allowed = () => true }) => {
  let sent = false;
  const go = button(t(action), { kind: "vote big", id: "do", onclick: () => {
    if (sent || !allowed()) return;
    sent = true;
    own.outbox = made;
    deliver(now, setup);
  } });
  panel(lead(now, setup), heading(t(`stage_${now.stage}`)), h("p", null, text), extra, signs(made, head), go);
};

// --- stages ---

/** A hash that trustees compare by another way than this server, and a tick without which nothing is sent. */
const agreement = (name, hash) => {
  const tick = h("input", { type: "checkbox", id: "agree" });
  const extra = h("div", { class: "stack ask" },
    h("p", { class: "strong" }, t(`${name}_code`)), h("p", null, h("code", { class: "code", id: "agree-code" }, shown(hash))),
    h("p", null, t(`${name}_compare`)), h("p", { class: "tick" }, tick, h("label", { for: "agree" }, t(`${name}_same`))));
  return { extra, allowed: () => tick.checked || (tick.focus(), say(t(`${name}_compare`)), false) };
};

const act = async (now, setup) => {
  const secrets = derive(own.seed, setup, now.index);
  if (now.stage === "share") return openCount(now, setup, secrets);
  const made = bodyFor(now.stage, secrets, setup);
  if (made.against) {
    return offer(now, setup, made, { text: t("bad_deal", { names: now.names[made.against - 1] }), action: "do_complain" });
  }
  const agree = now.stage === "confirm" ? agreement("ceremony", hexOf(setup.ground.T)) : {};
  offer(now, setup, made, { text: t(`stage_${now.stage}_text`), ...agree });
};

const openCount = async (now, setup, secrets) => {
  const progress = h("p", { role: "status" }, t("loading"));
  panel(lead(now, setup), heading(t("stage_share")), progress);
  const share = await shareFor(secrets, (n, all) => (progress.textContent = t("checking", { n, all })));
  offer(now, setup, { kind: "share", body: share.make() }, {
    text: t("stage_share_text", { counted: share.counted }), head: share.head, ...agreement("tally", share.Q),
  });
};

const waiting = (now, setup) => {
  const mine = setup?.entries.filter(({ body, kind }) => body.index === now.index && kind.startsWith("trustee.")).pop();
  const ends = { done: "all_done", waiting: "waiting_board" };
  const broken = setup?.entries.some(({ kind }) => kind === "trustee.complain");
  panel(lead(now, setup), heading(t(broken ? "broken" : ends[now.stage] ?? `stage_${now.stage}`)),
    mine && note(t("done_mine", { n: mine.n }), "good"),
    now.waiting_for.length > 0 && h("p", { id: "waiting" }, t("waiting_for", { names: nameList(now, now.waiting_for) })));
};

const getSeed = async (now, setup) => {
  const begun = setup.ground.commits.some(({ index }) => index === now.index);
  own.seed = begun
    ? await typeSeed(lead(now, setup), (seed) => isOwn(seed, setup, now.index))
    : await chooseSeed(lead(now, setup));
};

// --- looking at the board, again and again while nothing is to be done ---

const look = async () => {
  const now = await getState("trustee.json");
  const key = `${now.stage} ${now.length} ${now.waiting_for}`;
  if (key === own.shown) return;
  own.shown = key;
  const setup = await checkedSetup(now.lines);
  const isMine = setup && now.waiting_for.includes(now.index);
  if (!isMine) return waiting(now, setup);
  if (!own.seed) await getSeed(now, setup);
  await act(now, setup);
};

const refresh = async () => {
  own.shown = "";
  await watch();
};

let timer = null;
const watch = async () => {
  clearTimeout(timer);
  try {
    await look();
  } catch (error) {
    own.shown = "";
    const known = error instanceof Refusal && t.has(error.code) ? t(error.code) : null;
    return panel(heading(t("try_again")), note(known ?? troubleWords(error), "bad", "alert"), button(t("try_again"), { kind: "vote", onclick: refresh }));
  }
  if (!document.getElementById("do")) timer = setTimeout(watch, PAUSE);
};

watch();
