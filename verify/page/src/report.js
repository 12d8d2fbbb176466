// What was checked, how often, and where it did not hold.
import GROUPS from "../../linli_verify/checks.json";

export { GROUPS };
export const MEANING = new Map(GROUPS.flatMap((group) => group.checks.map((check) => [check.id, check])));
const MOST_FINDINGS = 200;

export class Broken extends Error {}

export class Report {
  counts = new Map([...MEANING.keys()].map((id) => [id, { passed: 0, failed: 0 }]));
  findings = [];
  facts = {};

  check(name, holds, where) {
    this.counts.get(name)[holds ? "passed" : "failed"] += 1;
    if (!holds && this.findings.length < MOST_FINDINGS) {
      this.findings.push({ check: name, line: Number.parseInt(where || "0", 10), where });
    }
    return Boolean(holds);
  }

  // A check without which nothing more can be said.
  need(name, holds, where) {
    if (!this.check(name, holds, where)) throw new Broken(where);
  }

  get failures() {
    return [...this.counts.values()].reduce((sum, { failed }) => sum + failed, 0);
  }

  asData() {
    const groups = GROUPS.map(({ group, checks }) => ({
      group,
      checks: checks.map(({ id, en, zh }) => ({ id, en, zh, ...this.counts.get(id) })),
    }));
    const findings = this.findings.map((found) => ({ ...found, en: MEANING.get(found.check).en, zh: MEANING.get(found.check).zh }));
    const holds = this.failures === 0;
    return { exit: holds ? 0 : 1, holds, facts: this.facts, findings, groups };
  }
}
