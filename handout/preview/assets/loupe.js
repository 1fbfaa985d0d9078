/* One page or slide as large as the window. */

import { byId } from "./dom.js";
import { notesOf } from "./notes.js";
import { nameOf, pictureOf, pageOf } from "./sheets.js";
import { openWords } from "./source.js";

const loupe = byId("loupe");
const room = byId("loupe-room");
let figures = [];
let at = 0;
let shown = "";

/** As wide as fits into the window, a page whole in its height at least to reading size. */
function fitting(page) {
  const width = room.clientWidth - 40;
  const height = room.clientHeight - 40;
  const whole = Math.min(width, (height * page.width) / page.height);
  return Math.round(page.kind === "slide" ? Math.min(width, Math.max(whole * 0.86, 320)) : Math.min(width, Math.max(whole, 820)));
}

async function show() {
  const page = pageOf(figures[at]);
  shown = page.id;
  byId("loupe-name").textContent = [nameOf(page, at + 1), `of ${figures.length}`, page.title && `· ${page.title}`]
    .filter(Boolean)
    .join(" ");
  byId("loupe-back").disabled = at === 0;
  byId("loupe-on").disabled = at === figures.length - 1;
  const width = fitting(page);
  const picture = await pictureOf(page, width);
  if (shown !== page.id) return;
  picture.style.width = `${width}px`;
  picture.style.aspectRatio = `${page.width} / ${page.height}`;
  picture.setAttribute("role", "img");
  picture.setAttribute(picture.tagName === "IMG" ? "alt" : "aria-label", page.words);
  const notes = notesOf(page);
  if (notes) notes.style.width = `${width}px`;
  room.replaceChildren(...[picture, notes].filter(Boolean));
  room.scrollTo(0, 0);
}

/** The words at a place of the picture, or the first ones of the page. */
async function wordsAt(event) {
  const page = pageOf(figures[at]);
  const picture = event.target.closest("img, svg");
  if (!picture) return page.words;
  if (picture.tagName !== "IMG") return event.target.closest("text")?.textContent || page.words;
  const box = picture.getBoundingClientRect();
  const place = { x: ((event.clientX - box.x) / box.width) * 1000, y: ((event.clientY - box.y) / box.height) * 1000 };
  const query = new URLSearchParams({ x: Math.round(place.x), y: Math.round(place.y) });
  return (await (await fetch(`/pages/${page.id}.words?${query}`)).json()).words || page.words;
}

async function openSource(event) {
  openWords(loupe.dataset.article, (await wordsAt(event)).slice(0, 300));
}

function go(step) {
  const next = Math.max(0, Math.min(at + step, figures.length - 1));
  if (next !== at) {
    at = next;
    show();
  }
}

export function openLoupe(figure) {
  figures = [...figure.parentElement.querySelectorAll(".sheet")];
  at = figures.indexOf(figure);
  loupe.showModal();
  room.focus();
  show();
}

/** Shows the page anew when it was made anew while it is looked at. */
export function refreshLoupe() {
  if (!loupe.open) return;
  figures = [...figures[0].closest("body") ? figures[0].parentElement.querySelectorAll(".sheet") : []];
  if (!figures.length) return loupe.close();
  at = Math.min(at, figures.length - 1);
  if (pageOf(figures[at]).id !== shown) show();
}

byId("loupe-back").addEventListener("click", () => go(-1));
byId("loupe-on").addEventListener("click", () => go(1));
byId("loupe-source").addEventListener("click", openSource);
room.addEventListener("click", (event) => event.target.closest("img, svg") && openSource(event));
byId("loupe-close").addEventListener("click", () => loupe.close());
loupe.addEventListener("keydown", (event) => {
  const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -1, PageDown: 1, Home: -at, End: figures.length };
  if (event.key in steps) {
    event.preventDefault();
    go(steps[event.key]);
  }
});
loupe.addEventListener("close", () => figures[at]?.querySelector("button").focus());
