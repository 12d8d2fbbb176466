// The camera, only where the browser itself reads QR codes: nothing is loaded for it.
import { button, h, say } from "../shared/dom.js";
import { t } from "./frame.js";

export const canScan = () => "BarcodeDetector" in window && Boolean(navigator.mediaDevices?.getUserMedia);

/** What stands behind # in a card's link; a bare code is one as well. */
export const codeIn = (text) => text.slice(text.lastIndexOf("#") + 1);

const watch = async (video, found, isOver) => {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  while (!isOver()) {
    const [hit] = video.readyState > 1 ? await detector.detect(video) : [];
    if (hit) return found(codeIn(hit.rawValue));
    await new Promise((go) => setTimeout(go, 200));
  }
};

const openCamera = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const video = h("video", { playsinline: true, muted: true });
  video.srcObject = stream;
  await video.play();
  return { video, close: () => stream.getTracks().forEach((track) => track.stop()) };
};

export const scanner = (found) => {
  const place = h("div", { class: "scanner", hidden: true });
  let camera = null;
  const stop = () => {
    camera?.close();
    camera = null;
    [place.hidden, start.hidden] = [true, false];
  };
  const begin = async () => {
    place.hidden = false;
    try {
      camera = await openCamera();
    } catch {
      return say((place.textContent = t("card_no_camera")));
    }
    start.hidden = true;
    place.replaceChildren(h("p", null, t("card_scanning")), camera.video, button(t("card_stop"), { kind: "quiet", onclick: stop }));
    watch(camera.video, (code) => (stop(), found(code)), () => !camera || !place.isConnected).finally(stop);
  };
  const start = button(t("card_scan"), { kind: "quiet wide", icon: "scan-line", onclick: begin });
  return [start, place];
};
