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

/** What became of an article, in a few words. */
export function outcome(article) {
  if (article.state === "fault") return article.errors ? `${counted(article.errors, "thing")} to mend` : "Not made";
  return article.not_made.length ? `Made without ${article.not_made.join(", ")}` : "Made";
}

function heading(errors, others, pagesShown, lastGood, article) {
  if (errors) {
    const below = pagesShown ? ` Below are the last good pages${lastGood}.` : "";
    return [`${counted(errors, "thing")} to mend`, `Nothing new was made.${below}`];
  }
  const made = article?.state === "fault" || article?.not_made.length ? outcome(article) : "The files are made";
  return [counted(others, "finding"), `${made}; these are worth a look.`];
}

/** Shows the findings; returns whether any of them stops the files. */
export function showFindings(findings, pagesShown, lastGood = "", article = null) {
  const room = byId("findings");
  const errors = findings.filter((finding) => finding.severity === "error").length;
  room.hidden = findings.length === 0;
  room.toggleAttribute("data-grave", errors > 0);
  room.toggleAttribute("data-alone", !pagesShown); // no pages need the room below
  room.tabIndex = findings.length ? 0 : -1;
  if (!findings.length) return room.replaceChildren();
  const [what, then] = heading(errors, findings.length - errors, pagesShown, lastGood, article);
  room.replaceChildren(make("h2", {}, what, make("span", {}, then)), make("ul", {}, ...findings.map(item)));
}
