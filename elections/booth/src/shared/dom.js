// The few things a page is made of here: elements, icons, words read aloud.
import { SHAPES } from "./icons.js";

export const h = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(9).filter((child) => child != null && child !== false));
  return element;
};

const SVG = "http://www.w3.org/2000/svg";
const PEN = { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", "stroke-width": 2, "stroke-linecap": "round", "stroke-linejoin": "round" };

const shape = (name, attributes) => {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
};

export const svg = (attributes, shapes) => {
  const element = shape("svg", attributes);
  element.append(...shapes.map(([name, own]) => shape(name, own)));
  return element;
};
export const icon = (name) => svg({ ...PEN, "aria-hidden": "true" }, SHAPES[name]);

/** Read aloud by screen readers; the same words twice are said twice. */
export const say = (words) => {
  const region = document.getElementById("live");
  region.textContent = "";
  setTimeout(() => (region.textContent = words), 50);
};

export const button = (words, { icon: name, kind = "", ...attributes } = {}) =>
  h("button", { type: "button", class: `btn ${kind}`.trim(), ...attributes }, name && icon(name), words);

/** Lets the page breathe between pieces of arithmetic: at once, but only when `most` milliseconds have passed. */
export const breather = (most = 12) => {
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  let since = performance.now();
  return async () => {
    if (performance.now() - since < most) return;
    await new Promise((go) => {
      waiting.push(go);
      channel.port2.postMessage(0);
    });
    since = performance.now();
  };
};

export const save = (name, text, type = "text/plain;charset=utf-8") => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

// What the reader chose for this device. A copy opened from a file, or a private window, may not remember.
export const remember = (key, value) => {
  try {
    localStorage.setItem(key, value);
  } catch {
    // only comfort is lost
  }
};
export const recall = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
};

const cookie = (name) => document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.split("=")[1];

/** Chinese unless the reader chose; the site's own cookies say what was chosen there. */
export const chosenLanguage = () => (recall("linli_language") ?? cookie("django_language") ?? "zh").slice(0, 2) === "en" ? "en" : "zh";
export const chosenElder = () => (recall("linli_elder") ?? cookie("linli_elder")) === "1";
