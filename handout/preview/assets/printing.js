/* Prints a file: says which paper, which sides and which edge, then opens the browser's dialogue. */

import { byId, closeButton, counted, make, showDialog } from "./dom.js";
import { tell } from "./notice.js";

const ID = "printing";
/** The short and the long side of papers, in points. */
const PAPERS = { A4: [595, 842], A3: [842, 1191], Letter: [612, 792], Legal: [612, 1008], Tabloid: [792, 1224] };
const EDGES = { long: "the long edge, as in a book", short: "the short edge, as on a calendar" };
const THEN = {
  "leaflet-trifold": "fold it twice; How to fold shows it.",
  "leaflet-booklet-print": "fold all sheets together and staple them in the fold; How to fold shows it.",
};

/** The paper of a page, by name; empty where no office printer has it. */
function paperOf({ width, height }) {
  const sides = [Math.min(width, height), Math.max(width, height)];
  const found = Object.entries(PAPERS).find(([, paper]) => paper.every((side, at) => Math.abs(side - sides[at]) < 3));
  return found?.[0] ?? "";
}

/** What is to be set in the dialogue, as pairs of words. */
function settings({ name, pages, duplex }) {
  const [{ width, height }] = pages;
  const twoSided = pages.length > 1 && duplex;
  const sheets = twoSided ? Math.ceil(pages.length / 2) : pages.length;
  const staple = sheets > 1 ? "staple the sheets." : "";
  return [
    ["Paper", `${paperOf(pages[0])}, ${width > height ? "landscape" : "portrait"}; ${counted(sheets, "sheet")} a copy`],
    ["Sides", twoSided ? `Both sides; turn on ${EDGES[duplex]}` : "One side"],
    ["Size", "100 %: “actual size”, “no scaling”"],
    ...[["Then", THEN[name] ?? staple]].filter(([, words]) => words),
  ];
}

/** Opens the browser's dialogue with the file, in a frame that nobody sees. */
function print(address) {
  byId(ID)?.remove();
  const frame = make("iframe", { id: ID, class: "unseen", title: "What is printed", src: address, tabindex: "-1" });
  frame.addEventListener("load", () => {
    try {
      frame.contentWindow.focus();
      frame.contentWindow.print();
    } catch {
      open(address, "_blank", "noopener"); // this browser keeps its viewer apart
      tell("The file is open in a window of its own: print it there.");
    }
  });
  document.body.append(frame);
}

function ask(label, address, format) {
  const told = settings(format).map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)));
  const go = make("button", { class: "button first", type: "button" }, "Open the print dialogue");
  const dialog = showDialog(
    "asking",
    make("h2", { id: `${ID}-title` }, `Print: ${label}`),
    make("p", {}, "Choose the same in the print dialogue:"),
    make("dl", {}, ...told),
    make("div", { class: "doing" }, go, closeButton()),
  );
  go.addEventListener("click", () => {
    dialog.close();
    print(address);
  });
}

/** A button that prints a format; null for what no office printer prints. */
export function printButton(label, address, format) {
  if (!format.pages.length || format.pages[0].kind !== "page" || !paperOf(format.pages[0])) return null;
  return make("button", { class: "button", type: "button", "aria-label": `Print ${label}`, onclick: () => ask(label, address, format) }, "Print");
}
