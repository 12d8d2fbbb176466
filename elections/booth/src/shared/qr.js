// A QR code as one SVG path: sharp on paper, and no picture to load.
import { encode } from "uqr";
import { svg } from "./dom.js";

export const qr = (text, label) => {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  const frame = { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" };
  return svg(frame, [["rect", { width: size, height: size, fill: "#fff" }], ["path", { d: path, fill: "#000" }]]);
};
