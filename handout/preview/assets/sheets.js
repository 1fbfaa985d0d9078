/* Pages and slides as sheets of paper, changed in place so that nothing jumps. */

import { arrows, drawing, make } from "./dom.js";
import { openLoupe } from "./loupe.js";
import { notesOf } from "./notes.js";

/** What a sheet shows, by its figure. */
const shown = new WeakMap();

export const pageOf = (figure) => shown.get(figure).page;

/** As many dots as the screen has there: a picture that is scaled is blurred. */
const dots = (width) => Math.round(width * devicePixelRatio);

/** The picture of a page, ready to be shown, so wide on the screen. */
export async function pageImage(page, width) {
  const image = make("img", { alt: "", src: `/pages/${page.id}.png?width=${dots(width)}` });
  await image.decode();
  return image;
}

export const pictureOf = (page, width) => (page.kind === "slide" ? drawing(page.id) : pageImage(page, width));

/** Fetches what a sheet shows, and puts it there once it is whole. */
async function load(figure) {
  const state = shown.get(figure);
  const { page } = state;
  const width = figure.clientWidth;
  const have = state.loaded === page.id && (page.kind === "slide" || state.dots === dots(width));
  const asked = `${page.id} ${page.kind === "slide" ? "" : dots(width)}`;
  if (have || state.asked === asked || !width) return;
  state.asked = asked;
  try {
    const picture = await pictureOf(page, width);
    if (state.asked !== asked) return;
    picture.setAttribute("aria-hidden", "true");
    const button = figure.querySelector("button");
    button.querySelector("img, svg")?.remove();
    button.prepend(picture); // what is marked on it stays
    Object.assign(state, { loaded: page.id, dots: dots(width) });
  } catch {
    state.asked = "";
  }
}

/** What is seen comes first, of that what has changed. */
function urgency({ target, boundingClientRect: box }) {
  const isSeen = box.top < innerHeight && box.bottom > 0;
  return (isSeen ? 2 : 0) + ("changed" in target.dataset ? 1 : 0);
}

const near = new IntersectionObserver(
  (entries) =>
    entries
      .filter((entry) => entry.isIntersecting)
      .sort((one, other) => urgency(other) - urgency(one))
      .forEach((entry) => load(entry.target)),
  { rootMargin: "600px", scrollMargin: "600px" },
);

export const again = (figure) => {
  near.unobserve(figure);
  near.observe(figure);
};

const sizes = new ResizeObserver((entries) => entries.forEach((entry) => again(entry.target)));

export const nameOf = (page, number) => `${page.kind === "slide" ? "Slide" : "Page"} ${number}`;

function sheet() {
  const button = make("button", { type: "button" });
  const figure = make("figure", { class: "sheet" }, button, make("figcaption"));
  button.addEventListener("click", () => openLoupe(figure));
  shown.set(figure, { asked: "", loaded: "", dots: 0 });
  sizes.observe(figure);
  return figure;
}

/** Tells a figure what it is to show. */
function fill(figure, page, number, changed) {
  const state = shown.get(figure);
  const name = nameOf(page, number);
  const notes = JSON.stringify(page.notes);
  figure.toggleAttribute("data-changed", changed);
  const button = figure.querySelector("button");
  button.style.aspectRatio = `${page.width} / ${page.height}`;
  button.setAttribute("aria-label", `${name}, enlarge. ${page.words}`.slice(0, 4000));
  figure.querySelector("figcaption").replaceChildren(
    make("b", {}, name),
    ...(page.hidden ? [make("span", {}, "not in the talk, reached by links")] : []),
    make("span", { class: "fresh" }, "Changed"),
  );
  if (state.notes !== notes) {
    figure.querySelector(".notes")?.remove();
    figure.append(...[notesOf(page)].filter(Boolean));
  }
  Object.assign(state, { page, notes, number });
  again(figure);
}

/** Which figure shows each page: the one that did so before, else one that is left over. */
function matched(figures, pages) {
  const free = [...figures];
  const taken = pages.map((page) => {
    const at = free.findIndex((figure) => pageOf(figure).id === page.id);
    return at < 0 ? null : free.splice(at, 1)[0];
  });
  const reused = taken.map((figure) => figure ?? free.shift() ?? sheet());
  free.forEach((figure) => {
    near.unobserve(figure);
    sizes.unobserve(figure);
    figure.remove();
  });
  return reused;
}

/**
 * Shows the pages in a room; returns the numbers of those that the last build changed.
 * `news` is `other` for another article, `built` after a build of this one, else empty.
 */
export function showSheets(room, pages, news) {
  const figures = [...room.querySelectorAll(".sheet")];
  const before = new Set(figures.map((figure) => pageOf(figure).id));
  const marked = new Set(figures.filter((f) => "changed" in f.dataset).map((f) => pageOf(f).id));
  const isMarked = (id) => {
    if (news === "built" && before.size) return !before.has(id);
    return !news && marked.has(id);
  };
  const changed = [];
  room.querySelector(".blank")?.remove();
  matched(figures, pages).forEach((figure, at) => {
    const isChanged = isMarked(pages[at].id);
    if (isChanged) changed.push(at + 1);
    fill(figure, pages[at], at + 1, isChanged);
    if (room.children[at] !== figure) room.insertBefore(figure, room.children[at] ?? null);
  });
  return changed;
}

/** A room for sheets, in which the arrow keys go from one to the next. */
export function sheetRoom(name) {
  const room = make("div", { class: "sheets", tabindex: "0", role: "group", "aria-label": name });
  room.addEventListener("keydown", (event) => {
    const buttons = [...room.querySelectorAll(".sheet button")];
    const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
    arrows(event, buttons, across ? "ArrowLeft" : "ArrowUp", across ? "ArrowRight" : "ArrowDown");
  });
  return room;
}
