/* How a printed sheet is folded, in words and as a picture. */

import { closeButton, make, showDialog } from "./dom.js";

const ROLL = {
  title: "Roll fold, as it comes",
  picture: "/assets/fold-roll.svg",
  words: "Lay the inside up. Fold the narrow right panel in, then the left one over it. The cover is in front, the contact panel at the back.",
};
const Z = {
  title: "Z fold, with fold: z in clinic.yaml",
  picture: "/assets/fold-z.svg",
  words: "Lay the inside up. Fold the left panel in, turn the sheet over, and fold the other outer panel in. The contact panel lies up, the cover is below.",
};
const BOOKLET = {
  title: "Booklet",
  picture: "/assets/fold-booklet.svg",
  words: "Lay the sheets as they come out of the printer, the inside up. Fold all of them together, left over right, and staple them twice in the fold.",
};
const FOLDS = { "leaflet-trifold": [ROLL, Z], "leaflet-booklet-print": [BOOKLET] };

/** How sheets are folded, each way with its picture; all of them where none is named. */
export function foldings(ways = [ROLL, Z, BOOKLET], heading = "h4") {
  const shown = ways.flatMap(({ title, picture, words }) => [
    make(heading, {}, title),
    make("p", {}, words),
    make("img", { src: picture, alt: `${title}, step by step`, loading: "lazy" }),
  ]);
  return [...shown, make("p", {}, "Where a text is read from right to left, exchange left and right.")];
}

/** A button that shows how sheets of a format are folded; null where none are. */
export function foldButton(name) {
  if (!(name in FOLDS)) return null;
  const button = make("button", { class: "button", type: "button", "aria-label": `How to fold: ${name.replaceAll("-", " ")}` }, "How to fold");
  button.addEventListener("click", () => {
    const heading = make("h2", { id: "folding-title", tabindex: "-1", autofocus: true }, "How to fold");
    showDialog("folding", heading, ...foldings(FOLDS[name], "h3"), closeButton());
  });
  return button;
}
