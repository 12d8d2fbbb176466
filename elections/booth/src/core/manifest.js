// The manifest (docs/protocol.md, section 5).
import { keys } from "./canonical.js";
import { insist, readElement, readHash } from "./suite.js";

const NAMES = [
  "attempt", "authority", "board", "booth", "closes_at", "opens_at", "community", "contests", "election", "format", "least",
  "profile", "roll", "rule", "suite", "title", "trustees",
];
const isText = (value) => typeof value === "string";
const between = (value, least, most) => Number.isSafeInteger(value) && value >= least && value <= most;
const distinct = (list) => new Set(list).size === list.length;

const checkContest = (contest) => {
  keys(contest, ["id", "max", "options", "seats", "title"], "contest");
  const many = contest.options.length;
  contest.options.forEach((option) => keys(option, ["id", "label"], "option"));
  insist(contest.options.every(({ id, label }) => isText(id) && isText(label)), "manifest.option");
  insist(distinct(contest.options.map(({ id }) => id)), "manifest.option_twice", contest.id);
  insist(between(many, 1, 64) && between(contest.max, 1, many) && between(contest.seats, 1, many), "manifest.contest", contest.id);
};

const checkThreshold = (rule, bases) => {
  keys(rule, ["base", "denominator", "numerator", "strict"], "threshold");
  insist(bases.includes(rule.base) && typeof rule.strict === "boolean", "manifest.rule");
  insist(between(rule.denominator, 1, 2 ** 53) && between(rule.numerator, 0, rule.denominator), "manifest.rule");
};

export const checkManifest = (manifest) => {
  keys(manifest, NAMES, "manifest");
  insist(manifest.format === "linli-election-1" && manifest.suite === "linli-1", "manifest.format");
  const { names, number, threshold } = manifest.trustees;
  insist(between(number, 1, 20) && between(threshold, number > 1 ? 2 : 1, number), "manifest.trustees");
  insist(names.length === number && names.every(isText), "manifest.trustees");
  insist(manifest.contests.length > 0 && distinct(manifest.contests.map(({ id }) => id)), "manifest.contests");
  manifest.contests.forEach(checkContest);
  checkThreshold(manifest.rule.elected, ["roll", "took_part"]);
  checkThreshold(manifest.rule.turnout, ["roll"]);
  insist(between(manifest.least, 10, 2 ** 53) && between(manifest.attempt, 1, 2 ** 53), "manifest.least");
  insist(manifest.opens_at < manifest.closes_at, "manifest.times");
  readElement(manifest.authority);
  readElement(manifest.board);
  insist(manifest.authority !== manifest.board, "manifest.keys");
  readHash(manifest.booth);
  readHash(manifest.roll.sha256);
};
