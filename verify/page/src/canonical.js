// Canonical JSON and times (section 2).

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const NOT_ASCII = /[^\0-\x7f]/;

export function write(value) {
  if (Array.isArray(value)) return `[${value.map(write).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const fields = Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${write(value[key])}`);
    return `{${fields.join(",")}}`;
  }
  return JSON.stringify(value);
}

// The value of a JSON text, or undefined if it is none, or a number leaves the limits.
export function parse(data) {
  try {
    const text = decoder.decode(data);
    const value = JSON.parse(text, (key, part) => {
      if (typeof part === "number" && !Number.isSafeInteger(part)) throw new RangeError("number");
      if (typeof part === "string" && !part.isWellFormed()) throw new RangeError("surrogate");
      if (NOT_ASCII.test(key)) throw new RangeError("key"); // languages sort such keys differently
      return part;
    });
    return { text, value };
  } catch {
    return undefined;
  }
}

export function isCanonical({ text, value }) {
  try {
    return !hasNull(value) && write(value) === text;
  } catch {
    return false; // nested beyond all measure
  }
}

function hasNull(value) {
  return value === null || (typeof value === "object" && Object.values(value).some(hasNull));
}

export function isTime(value) {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return false;
  const date = new Date(value);
  const exists = !Number.isNaN(date.getTime()) && !value.startsWith("0000");
  return exists && date.toISOString() === value.replace("Z", ".000Z");
}

export const hourOf = (time) => time.slice(0, 14) + "00:00Z";
