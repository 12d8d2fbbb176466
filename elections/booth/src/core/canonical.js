// Canonical JSON (docs/protocol.md, section 2): one text for one value, so that a hash means one thing.
import { insist } from "./suite.js";

const writeText = (text) => {
  insist(text.isWellFormed?.() ?? true, "json.surrogate");
  return JSON.stringify(text);
};

const writeObject = (object) => {
  const keys = Object.keys(object).sort();
  return `{${keys.map((key) => `${writeText(key)}:${write(object[key])}`).join(",")}}`;
};

export const write = (value) => {
  if (typeof value === "string") return writeText(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value === "number") {
    insist(Number.isSafeInteger(value), "json.number", String(value));
    return String(value);
  }
  insist(typeof value === "object" && value !== null, "json.type", typeof value);
  return Array.isArray(value) ? `[${value.map(write).join(",")}]` : writeObject(value);
};

/** The value of a canonical text. Writing it again must give the same: so no key stands twice, no blank anywhere. */
export const read = (text) => {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    insist(false, "json.syntax", text.slice(0, 60));
  }
  insist(write(value) === text, "json.canonical", text.slice(0, 60));
  return value;
};

/** The object has these keys and no other. */
export const keys = (object, names, where) => {
  const found = object && typeof object === "object" && !Array.isArray(object) ? Object.keys(object).sort() : [];
  insist(found.join() === [...names].sort().join(), "body.keys", `${where}: ${found.join()}`);
};

export const without = (object, name) => {
  const { [name]: _, ...rest } = object;
  return rest;
};
