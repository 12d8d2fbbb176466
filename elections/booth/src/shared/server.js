// The board's server. Nothing counts as done but a line of the board; requests carry no cookie.

/** kind: "offline" (send again), "busy" (again after `after` seconds), "refused" (by a rule: `code`, `reason`). */
export class Trouble extends Error {
  constructor(kind, { code = kind, reason = "", after = 5 } = {}) {
    super(reason || code);
    Object.assign(this, { kind, code, reason, after });
  }
}

const PATIENCE = 30_000;

const refusal = async (answer) => {
  try {
    const { code, reason } = await answer.json();
    return new Trouble("refused", { code, reason });
  } catch {
    return new Trouble("offline");
  }
};

export const ask = async (address, options = {}) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit", redirect: "error", signal: stop.signal, ...options });
    if (answer.status === 429) throw new Trouble("busy", { after: Number(answer.headers.get("Retry-After")) || 10 });
    if (answer.status >= 500) throw new Trouble("offline");
    if (!answer.ok) throw await refusal(answer);
    return answer;
  } catch (error) {
    throw error instanceof Trouble ? error : new Trouble("offline");
  } finally {
    clearTimeout(timer);
  }
};

export const getJson = async (address, options) => {
  const answer = await ask(address, options);
  try {
    return await answer.json();
  } catch {
    throw new Trouble("offline");
  }
};
export const getText = async (address, options) => (await ask(address, options)).text();

export const post = async (address, text, options = {}) => {
  const headers = { "Content-Type": "application/json", ...options.headers };
  return (await ask(address, { ...options, method: "POST", body: text, headers })).text();
};

/** The first line of an answer; the rest is not fetched. */
export const firstLine = async (address) => {
  const reader = (await ask(address)).body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done || text.includes("\n")) break;
  }
  reader.cancel();
  return text.slice(0, text.indexOf("\n") + 1);
};
