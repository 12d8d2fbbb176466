// One of several workers: proofs of one ballot at a time.
import { checkProofs } from "./ballotproofs.js";

addEventListener("message", ({ data: { id, job } }) => {
  try {
    postMessage({ id, result: checkProofs(job) });
  } catch (error) {
    postMessage({ id, error: String(error) });
  }
});
