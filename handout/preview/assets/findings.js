/* What was found, each with its line. */

import { byId, counted, make } from "./dom.js";
import { openButton } from "./source.js";

const WEIGHTS = { error: "To mend", warning: "Warning", note: "Note" };

function item(finding, at, all) {
  const place = finding.path && finding.line ? `${finding.path}:${finding.line}` : finding.path;
  return make(
    "li",
    { "data-severity": finding.severity },
    make("p", { class: "weight" }, WEIGHTS[finding.severity]),
    make("p", {}, make("span", { class: "place" }, place), place ? ": " : "", finding.message, openButton(finding)),
    finding.advice ? make("p", { class: "advice" }, `${finding.advice[0].toUpperCase()}${finding.advice.slice(1)}.`) : null,
    finding.excerpt && finding.excerpt !== all[at + 1]?.excerpt ? make("q", {}, finding.excerpt) : null,
  );
}

function heading(errors, others, pagesShown, lastGood) {
  if (errors) {
    const below = pagesShown ? ` Below are the last good pages${lastGood}.` : "";
    return [`${counted(errors, "thing")} to mend`, `Nothing new was made.${below}`];
  }
  return [counted(others, "finding"), "The files are made; these are worth a look."];
}

/** Shows the findings; returns whether any of them stops the files. */
export function showFindings(findings, pagesShown, lastGood = "") {
  const room = byId("findings");
  const errors = findings.filter((finding) => finding.severity === "error").length;
  room.hidden = findings.length === 0;
  room.toggleAttribute("data-grave", errors > 0);
  room.toggleAttribute("data-alone", !pagesShown); // no pages need the room below
  room.tabIndex = findings.length ? 0 : -1;
  if (!findings.length) return room.replaceChildren();
  const [what, then] = heading(errors, findings.length - errors, pagesShown, lastGood);
  room.replaceChildren(make("h2", {}, what, make("span", {}, then)), make("ul", {}, ...findings.map(item)));
}
