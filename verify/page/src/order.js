// Which kind of entry may follow which (section 4).
export const VOTING = ["ballot", "challenge", "cancel"];
const STAGES = [
  ["manifest"], ["trustee.commit"], ["trustee.reveal"], ["trustee.deal"], ["trustee.confirm"], ["key"], ["rehearsal"],
  ["trustee.rehearsal"], ["rehearsed"], ["credentials"], ["open"], VOTING, ["close"], ["paper"], ["tally"], ["share"], ["result"],
];
const stageOf = (kind) => STAGES.findIndex((kinds) => kinds.includes(kind));
const EMPTY = [stageOf("ballot"), stageOf("paper")];

export class Order {
  stage = -1;
  came = new Set();
  ended = false;
  number = 1;
  threshold = 1;

  learn({ number, threshold }) {
    [this.number, this.threshold] = [number, threshold];
  }

  // Whether this entry may come now; if so, it has come.
  accepts(kind, index) {
    if (this.ended) return false;
    if (index !== undefined && !(index >= 1 && index <= this.number)) return false;
    if (kind === "trustee.complain") return (this.ended = this.afterDeals());
    const stage = stageOf(kind);
    if (stage === this.stage ? !this.repeats(kind, index) : !this.moves(stage)) return false;
    if (stage !== this.stage) this.came = new Set();
    this.stage = stage;
    if (index !== undefined) this.came.add(index);
    this.ended = kind === "result";
    return true;
  }

  repeats(kind, index) {
    return index !== undefined ? !this.came.has(index) : VOTING.includes(kind) || kind === "paper";
  }

  moves(stage) {
    if (stage <= this.stage || !this.complete()) return false;
    for (let between = this.stage + 1; between < stage; between++) if (!EMPTY.includes(between)) return false;
    return true;
  }

  complete() {
    const kind = this.stage < 0 ? "" : STAGES[this.stage][0];
    if (kind === "share") return this.came.size >= this.threshold;
    return !kind.startsWith("trustee.") || this.came.size === this.number;
  }

  afterDeals() {
    return this.stage === stageOf("trustee.confirm") || (this.stage === stageOf("trustee.deal") && this.complete());
  }
}
