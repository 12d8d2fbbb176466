// Workers made from this very page, so that it needs no second file; without workers it proves here, in small steps.
import WORKER from "worker-source";

import { checkProofs } from "./ballotproofs.js";

const channel = new MessageChannel();
const waiting = [];
channel.port1.onmessage = () => waiting.shift()?.();
let rested = performance.now();

// Lets the page live. Messages are not slowed down in a tab that stands behind, as timers are.
export async function breathe() {
  if (performance.now() - rested < 24) return;
  await new Promise((go) => {
    waiting.push(go);
    channel.port2.postMessage(0);
  });
  rested = performance.now();
}

async function proveHere(job) {
  await breathe();
  return checkProofs(job);
}

export class Pool {
  waiting = new Map();
  next = 0;

  constructor(number = Math.min(4, navigator.hardwareConcurrency || 2)) {
    try {
      const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
      this.workers = Array.from({ length: number }, () => this.worker(url));
    } catch {
      this.workers = [];
    }
  }

  worker(url) {
    const worker = new Worker(url);
    worker.onmessage = ({ data: { id, result, error } }) => {
      const { done, fail } = this.waiting.get(id);
      this.waiting.delete(id);
      error ? fail(new Error(error)) : done(result);
    };
    worker.onerror = () => this.giveUp();
    return worker;
  }

  // The browser allows no workers: what they were asked is done here.
  giveUp() {
    this.end();
    const left = [...this.waiting.values()];
    this.waiting.clear();
    for (const { job, done, fail } of left) proveHere(job).then(done, fail);
  }

  prove = (job) => {
    if (!this.workers.length) return proveHere(job);
    const id = this.next++;
    this.workers[id % this.workers.length].postMessage({ id, job });
    return new Promise((done, fail) => this.waiting.set(id, { job, done, fail }));
  };

  end() {
    for (const worker of this.workers) worker.terminate();
    this.workers = [];
  }
}
