// Which body a trustee sends at which stage, out of the seed and the board; every look at the board checks it first.
import { checkChain, linesOf, only } from "../core/board.js";
import { checkSetup } from "../core/setup.js";
import { hexOf, readElement, readHash, sha256, writeElement } from "../core/suite.js";
import { checkTally } from "../core/tally.js";
import * as trustee from "../core/trustee.js";
import { breather } from "../shared/dom.js";
import { getBoard, once } from "../tools/wire.js";

/** The board up to its opening, checked; null before its first line. */
export const checkedSetup = async (lines) => {
  if (!lines.length) return null;
  const begin = lines.findIndex(({ kind }) => kind === "open");
  const entries = begin < 0 ? lines : lines.slice(0, begin + 1);
  const hashes = await checkChain(entries, { pause: breather() });
  return { entries, hashes, ground: checkSetup(entries, hashes), head: hashes[hashes.length - 1] };
};

export const derive = (seed, { ground }, index) =>
  trustee.derive({ seed, M: ground.M, index, threshold: ground.threshold, number: ground.number });

/** Whether this seed is the one that the trustee began this board with. */
export const isOwn = (seed, setup, index) => {
  const begun = setup.ground.commits.find((body) => body.index === index);
  return !begun || writeElement(derive(seed, setup, index).S) === begun.signing;
};

const transportsOf = ({ ground }) => ground.commits.map(({ transport }) => readElement(transport));

const dealOnce = (own, setup) => {
  const all = setup.ground.commits.map(({ transport }) => transport).join();
  once(`linli_deal_${hexOf(own.M)}_${own.index}`, hexOf(sha256(all)), "deal_second");
  return trustee.deal(own, transportsOf(setup));
};

const secretOf = (own, { ground }) => trustee.openAll(own, ground.deals, ground.reveals);

/** The body for a stage; at `confirm` a complaint instead, where a deal does not hold. */
export const bodyFor = (stage, own, setup) => {
  const { ground } = setup;
  if (stage === "commit") return { kind: "trustee.commit", body: trustee.commit(own) };
  if (stage === "reveal") return { kind: "trustee.reveal", body: trustee.reveal(own) };
  if (stage === "deal") return { kind: "trustee.deal", body: dealOnce(own, setup) };
  const { wrong, secret } = secretOf(own, setup);
  if (wrong.length) return { kind: "trustee.complain", body: trustee.complain(own, wrong[0].dealer, wrong[0]), against: wrong[0].dealer };
  if (stage === "confirm") return { kind: "trustee.confirm", body: trustee.confirm(own, secret, ground.T) };
  return { kind: "trustee.rehearsal", body: trustee.rehearse(own, secret, ground.made) };
};

/** The whole board with all its ballots, added up again; the share for its one tally. */
export const shareFor = async (own, report) => {
  const pause = breather();
  const entries = linesOf(await getBoard());
  const hashes = await checkChain(entries, { pause, report });
  const ground = checkSetup(entries, hashes);
  const { tally, Q, counted } = await checkTally(entries, hashes, ground, { pause, report });
  const name = `linli_tally_${hexOf(own.M)}_${own.index}`;
  once(name, Q, "tally_second");
  const { secret } = secretOf(own, { ground });
  const make = () => trustee.open(own, secret, tally, readHash(Q));
  return { Q, counted: counted.length, make, head: hashes[only(entries, "tally")[0].n] };
};
