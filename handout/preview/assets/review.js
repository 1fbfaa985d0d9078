/* What a second pair of eyes sees in the words: beside the pages, and marked on them. */

import { byId, counted, make } from "./dom.js";
import { shows } from "./panes.js";
import { pageOf } from "./sheets.js";
import { openButton } from "./source.js";

const KEY = "handout.review";
const room = byId("review");
const button = byId("to-review");
let asked = 0;
let article = "";

const isOn = () => localStorage.getItem(KEY) === "on";
const sheets = () => [...document.querySelectorAll(".sheet")];
const marksOf = (number) => [...document.querySelectorAll(`.mark[data-remark="${number}"]`)];

/** Shows which words a remark is about, and no others. */
function point(number, far = false) {
  document.querySelectorAll(".mark[data-on]").forEach((mark) => mark.removeAttribute("data-on"));
  const marks = marksOf(number);
  marks.forEach((mark) => mark.setAttribute("data-on", ""));
  if (far) marks[0]?.closest(".sheet").scrollIntoView({ block: "center" });
}

const sentence = (words) => `${words[0].toUpperCase()}${words.slice(1)}.`;

function item(remark, number) {
  const name = `Show line ${remark.line} on the page`;
  const show = () => point(number, true);
  const there = remark.places.length ? make("button", { class: "open", type: "button", "aria-label": name, onclick: show }, "Show") : null;
  return make(
    "li",
    { "data-severity": remark.severity, onmouseenter: () => point(number), onmouseleave: () => point(-1), onfocusin: () => point(number) },
    make("p", { class: "line" }, remark.line > 1 ? `Line ${remark.line}` : "The whole text"),
    make("p", {}, sentence(remark.message)),
    make("p", { class: "advice" }, sentence(remark.advice)),
    make("p", { class: "doing" }, there, openButton(remark)),
  );
}

function mark(remark, number) {
  for (const [page, [left, top, width, height]] of remark.places) {
    for (const figure of sheets().filter((one) => pageOf(one).id === page)) {
      const made = make("span", { class: "mark", "data-remark": number, "data-severity": remark.severity });
      const place = { left, top, width, height };
      for (const [side, part] of Object.entries(place)) made.style[side] = `${100 * part}%`;
      figure.querySelector("button").append(made);
    }
  }
}

const unmark = () => document.querySelectorAll(".mark").forEach((one) => one.remove());

function keptOf(kept) {
  if (!kept.length) return null;
  const rows = kept.map((one) => make("li", {}, `${one.message}: ${one.reason}`));
  return make("details", {}, make("summary", {}, kept.length === 1 ? "1 kept as it is" : `${kept.length} kept as they are`), make("ul", {}, ...rows));
}

function show({ remarks, kept, reading, is_read: isRead }) {
  const said = isRead ? (remarks.length ? counted(remarks.length, "remark") : "No remarks") : "What is to be mended comes first";
  const why = remarks.length ? make("p", {}, "For whoever writes it; nothing has to be followed.") : null;
  const hard = reading ? make("p", { class: "reading" }, `Reading: ${reading}.`) : null;
  room.replaceChildren(make("h2", {}, said), ...[why, hard, make("ol", {}, ...remarks.map(item)), keptOf(kept)].filter(Boolean));
  if (isRead) button.textContent = ["Review the words", remarks.length || ""].filter(Boolean).join(" · ");
  unmark();
  remarks.forEach(mark);
}

/** Shows what a review says of an article, where somebody wants to see it. */
export async function showReview(slug) {
  article = slug;
  const turn = ++asked;
  button.setAttribute("aria-pressed", String(isOn()));
  room.hidden = !isOn();
  if (!isOn()) return unmark();
  if (!room.firstChild) room.append(make("p", {}, "Looking at the words …"));
  const answer = await fetch(`/reviews/${encodeURIComponent(slug)}?${shows()}`);
  if (turn !== asked || !answer.ok) return;
  show(await answer.json());
}

button.addEventListener("click", () => {
  localStorage.setItem(KEY, isOn() ? "off" : "on");
  showReview(article);
});
