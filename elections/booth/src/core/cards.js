// Cards and credentials (docs/protocol.md, section 7): drawn where no server sees them.
import * as canonical from "./canonical.js";
import { groups, readChecked, withCheck } from "./codes.js";
import { check, prove } from "./proofs.js";
import { G, Hb, hexOf, Hs, insist, randomBytes, readElement, readHash, sha256, times, writeElement } from "./suite.js";

const LENGTH = 16;

/** The keys that a card's 16 bytes stand for in this election. */
export const credentialOf = (election, bytes) => {
  const secret = Hs("credential", election, bytes);
  return { secret, key: times(G, secret), cancel: hexOf(Hb("cancel", election, bytes)) };
};

export const drawCard = (election, bytes = randomBytes(LENGTH)) => {
  const { key, cancel } = credentialOf(election, bytes);
  return { code: withCheck("card", bytes), cancel, entry: { cancel: hexOf(sha256(readHash(cancel))), key: writeElement(key) } };
};

export const shownCode = (code) => groups(code);
export const readCard = (typed) => readChecked("card", typed, LENGTH);

const byKey = (left, right) => (left.key < right.key ? -1 : 1);

/** The public list, in the order that tells nothing of names, signed by the authority. */
export const credentialList = (entries, { secret, key, M, nonce }) => {
  const credentials = [...entries].sort(byKey);
  const context = [M, Hb("list", canonical.write(credentials))];
  return { credentials, signature: prove({ label: "credentials", secret, key, context, nonce }) };
};

export const checkCredentials = (body, { authority, M, most }) => {
  canonical.keys(body, ["credentials", "signature"], "credentials");
  insist(body.credentials.length <= most, "credentials.too_many");
  const cancels = new Set();
  body.credentials.forEach((entry, at) => {
    canonical.keys(entry, ["cancel", "key"], "credential");
    readHash(entry.cancel);
    readElement(entry.key);
    insist(!at || body.credentials[at - 1].key < entry.key, "credentials.order", entry.key);
    insist(!cancels.has(entry.cancel), "credentials.twice", entry.cancel);
    cancels.add(entry.cancel);
  });
  const context = [M, Hb("list", canonical.write(body.credentials))];
  check({ label: "credentials", key: authority, context, proof: body.signature });
};

// --- the authority's own key, out of a seed that it keeps as a code ---

export const authorityKey = (seed, election) => {
  const secret = Hs("seed.authority", seed, election);
  return { secret, key: times(G, secret) };
};
