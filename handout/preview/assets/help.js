/* What to do with the page, in a panel, with the pictures of the folds. */

import { byId, closeButton, make, showDialog } from "./dom.js";
import { foldings } from "./folds.js";

const PARTS = {
  "Write": [
    "Open text, above the pages, opens the article in your text editor. Each time you save it, what changed is shown here and marked.",
    "Review the words shows what may be hard to understand, beside the pages and marked on them. Nothing of it has to be followed.",
    "New article makes the file of another one; Import a leaflet makes one of a Word file. A text that is put into the folder by hand appears too.",
    "Enlarge a page with a click. Click on words of it to open them in your editor.",
  ],
  "Mend": [
    "“To mend” is what would be wrong or unsafe in print: nothing new is made until it is mended. A warning is worth a look. Both say what to do, and Open line leads there.",
    "While something is to be mended, the last good pages stay.",
  ],
  "Print": ["Print, above the pages, says which paper to take and which edge to turn on, and opens the print dialogue. The buttons at the top choose what is shown; what is made is in clinic.yaml."],
  "Present": ["Present, above the slides, fills the screen. → and ← turn the slides, N opens your notes in a window of their own, Escape ends the talk."],
  "Keep up to date": ["Status of all articles says which review is due, and which copies should no longer lie out."],
};

function part([title, paragraphs]) {
  return [make("h3", {}, title), ...paragraphs.map((words) => make("p", {}, words))];
}

export function showHelp() {
  const heading = make("h2", { id: "help-title", tabindex: "-1", autofocus: true }, "Help");
  showDialog("folding", heading, ...Object.entries(PARTS).flatMap(part), make("h3", {}, "Fold"), ...foldings(), closeButton());
}

byId("to-help").addEventListener("click", showHelp);
