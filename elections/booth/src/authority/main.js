// The authority's page: its key, and the cards. Codes are drawn, shown and printed here; the server gets public keys only.
import { checkChain } from "../core/board.js";
import { authorityKey, credentialList, drawCard } from "../core/cards.js";
import { checkSetup } from "../core/setup.js";
import { readElement, writeElement } from "../core/suite.js";
import { breather, button, h, icon, say } from "../shared/dom.js";
import { chooseSeed, typeSeed } from "../tools/seed-panel.js";
import { getState, heading, note, panel, send, t, taken, troubleWords } from "../tools/wire.js";
import { sheets, slip } from "./sheets.js";

const own = { seed: null, cards: [], outbox: null };
const lead = () => null;

const fail = (error, again) =>
  panel(heading(t("try_again")), note(troubleWords(error), "bad", "alert"), button(t("try_again"), { kind: "vote", onclick: again }));

const attempt = (act) => async () => {
  try {
    await act();
  } catch (error) {
    fail(error, attempt(act));
  }
};

// --- the key, before the board is set up ---

const makeKey = async (now) => {
  own.seed = await chooseSeed(lead());
  const key = writeElement(authorityKey(own.seed, now.election).key);
  const deliver = attempt(async () => {
    await send("authority/key", { key });
    await start();
  });
  panel(heading(t("key_title")), h("p", null, h("code", { id: "key" }, key)), button(t("key_do"), { kind: "vote big", id: "do", onclick: deliver }));
};

const keySent = (now) =>
  panel(heading(t("key_title")), note(t("key_sent", { key: now.key.slice(0, 16) }), "good"),
    now.lines.length === 0 && button(t("seed_make"), { kind: "quiet", onclick: attempt(() => makeKey(now)) }));

// --- the cards ---

const countField = (most) => {
  const input = h("input", { id: "many", type: "number", min: "1", max: most, value: most, inputmode: "numeric" });
  const wrong = h("p", { class: "error", hidden: true });
  const complain = () => {
    wrong.hidden = false;
    wrong.replaceChildren(icon("circle-alert"), h("span", null, t("cards_many_wrong", { most })));
    say(wrong.textContent);
    input.focus();
  };
  return { input, complain, box: h("div", { class: "field" }, h("label", { for: "many" }, t("cards_many", { most })), wrong, input) };
};

const askMany = (ground) =>
  new Promise((done) => {
    const most = ground.manifest.roll.size;
    const field = countField(most);
    const submit = (event) => {
      event.preventDefault();
      const many = Number(field.input.value);
      return Number.isInteger(many) && many >= 1 && many <= most ? done(many) : field.complain();
    };
    panel(heading(t("cards_title")), note(t("cards_text"), "warn"),
      h("form", { class: "form", novalidate: true, onsubmit: submit }, field.box, button(t("cards_make"), { kind: "vote big", type: "submit" })));
  });

const draw = async (many, { manifest }) => {
  const [pause, place] = [breather(), sheets()];
  const progress = h("p", { role: "status" });
  panel(heading(t("cards_title")), progress);
  const address = new URL("booth.html", location.href).href;
  own.cards = [];
  place.replaceChildren();
  for (let n = 0; n < many; n++) {
    const card = drawCard(manifest.election);
    own.cards.push(card);
    place.append(slip(card, manifest, address));
    progress.textContent = t("cards_making", { n: n + 1, all: many });
    await pause();
  }
};

const deliver = (body, ground) => attempt(async () => {
  const { n } = taken(await send("authority/credentials", body), readElement(ground.manifest.board), "credentials", body);
  Object.assign(own, { cards: [], seed: null, outbox: null });
  sheets().replaceChildren();
  panel(heading(t("cards_title")), note(t("cards_sent", { n }), "good"));
});

const offer = (ground) => {
  const n = own.cards.length;
  const counted = h("input", { type: "checkbox", id: "counted" });
  const go = () => {
    if (!counted.checked) return counted.focus(), say(t("cards_ready_text"));
    own.outbox ??= credentialList(own.cards.map(({ entry }) => entry), { ...authorityKey(own.seed, ground.manifest.election), M: ground.M });
    deliver(own.outbox, ground)();
  };
  panel(heading(t("cards_ready", { n })), h("p", null, t("cards_ready_text")),
    button(t("cards_print"), { kind: "vote big", icon: "printer", onclick: () => window.print() }),
    h("p", { class: "tick" }, counted, h("label", { for: "counted" }, t("cards_counted", { n }))),
    button(t("cards_send"), { kind: "quiet", id: "do", onclick: go }));
};

const makeCards = async (now, ground) => {
  const fits = (seed) => writeElement(authorityKey(seed, ground.manifest.election).key) === ground.manifest.authority;
  if (!own.seed || !fits(own.seed)) own.seed = await typeSeed(lead(), fits);
  await draw(await askMany(ground), ground);
  offer(ground);
};

const start = async () => {
  const now = await getState("authority.json");
  if (now.stage === "key") return makeKey(now);
  if (now.stage === "done") return panel(heading(t("cards_done", { n: now.lines.find(({ kind }) => kind === "credentials").body.credentials.length })));
  if (!now.lines.length) return keySent(now);
  if (now.stage === "waiting") return panel(heading(t("cards_wait")));
  const hashes = await checkChain(now.lines, { pause: breather() });
  await makeCards(now, checkSetup(now.lines, hashes));
};

addEventListener("beforeunload", (event) => own.cards.length && event.preventDefault());
attempt(start)();
