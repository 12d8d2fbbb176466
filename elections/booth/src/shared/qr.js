// A QR code as one SVG path: sharp on paper, and no picture to load.
import { encode } from "uqr";
import { svg } from "./dom.js";

/** The dark runs of one row. */
const runs = (row, y) => {
  let path = "";
  for (let x = 0; x < row.length; x++) {
    if (!row[x]) continue;
    const from = x;
    while (row[x]) x++;
    path += `M${from} ${y}h${x - from}v1h${from - x}z`;
  }
  return path;
};

export const qr = (text, label) => {
  const { data, size } = encode(text, { ecc: "M", border: 2 });
  const path = data.map(runs).join("");
  const frame = { class: "qr", viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" };
  return svg(frame, [["rect", { width: size, height: size, fill: "#fff" }], ["path", { d: path, fill: "#000" }]]);
};
