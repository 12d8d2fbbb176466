// The printed cards: four on a sheet, the cancel code on a part of its own.
import { shownCode } from "../core/cards.js";
import { encode } from "../core/codes.js";
import { readHash } from "../core/suite.js";
import { h } from "../shared/dom.js";
import { qr } from "../shared/qr.js";
import { clock } from "../shared/words.js";
import { t } from "../tools/wire.js";

export const slip = ({ code, cancel }, { title, community, closes_at }, address) => {
  const cancelCode = encode(readHash(cancel));
  return h("article", { class: "slip" },
    h("div", { class: "to-vote" }, qr(`${address}#${code}`, t("card_code")),
      h("div", null,
        h("b", null, title), h("p", null, `${community} · ${t("card_vote")} · ${t("card_until", { time: clock(closes_at, t.language()) })}`),
        h("p", null, h("code", null, shownCode(code))),
        h("small", null, t("card_how", { address })))),
    h("div", { class: "to-cancel" }, h("span", null, t("card_cancel")), qr(cancelCode, t("card_cancel_code")), h("code", null, shownCode(cancelCode))));
};

/** Where the cards stand for the printer: outside the page, shown on paper only. */
export const sheets = () => {
  let place = document.getElementById("sheets");
  if (!place) document.body.append((place = h("div", { id: "sheets" })));
  return place;
};
