/* Pages and slides as sheets of paper, changed in place so that nothing jumps. */

import { arrows, drawing, make } from "./dom.js";
import { openLoupe } from "./loupe.js";

/** What a sheet shows, by its figure. */
const shown = new WeakMap();

export const proofOf = (figure) => shown.get(figure).proof;

/** As many dots as the screen has there: a picture that is scaled is blurred. */
const dots = (width) => Math.round(width * devicePixelRatio);

/** The picture of a page, ready to be shown, so wide on the screen. */
export async function pageImage(proof, width) {
  const image = make("img", { alt: "", src: `/pages/${proof.id}.png?width=${dots(width)}` });
  await image.decode();
  return image;
}

export const pictureOf = (proof, width) => (proof.kind === "slide" ? drawing(proof.id) : pageImage(proof, width));

/** Fetches what a sheet shows, and puts it there once it is whole. */
async function load(figure) {
  const held = shown.get(figure);
  const { proof } = held;
  const width = figure.clientWidth;
  const have = held.loaded === proof.id && (proof.kind === "slide" || held.dots === dots(width));
  const asked = `${proof.id} ${proof.kind === "slide" ? "" : dots(width)}`;
  if (have || held.asked === asked || !width) return;
  held.asked = asked;
  try {
    const picture = await pictureOf(proof, width);
    if (held.asked !== asked) return;
    picture.setAttribute("aria-hidden", "true");
    figure.querySelector("button").replaceChildren(picture);
    Object.assign(held, { loaded: proof.id, dots: dots(width) });
  } catch {
    held.asked = "";
  }
}

const near = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => load(entry.target)),
  { rootMargin: "600px", scrollMargin: "600px" },
);

export const again = (figure) => {
  near.unobserve(figure);
  near.observe(figure);
};

const sizes = new ResizeObserver((entries) => entries.forEach((entry) => again(entry.target)));

/** The words to be said to a slide. */
export function notesOf(proof) {
  if (!proof.notes.length) return null;
  const lines = proof.notes.map((note) => {
    const look = [note.heading && "heading", note.item && "item"].filter(Boolean).join(" ");
    return make("p", { class: look || null }, note.text);
  });
  return make("div", { class: "notes" }, make("p", { class: "what" }, "Speaker notes"), ...lines);
}

export const nameOf = (proof, number) => `${proof.kind === "slide" ? "Slide" : "Page"} ${number}`;

function sheet() {
  const button = make("button", { type: "button" });
  const figure = make("figure", { class: "sheet" }, button, make("figcaption"));
  button.addEventListener("click", () => openLoupe(figure));
  shown.set(figure, { asked: "", loaded: "", dots: 0 });
  sizes.observe(figure);
  return figure;
}

/** Tells a figure what it is to show. */
function fill(figure, proof, number, changed) {
  const held = shown.get(figure);
  const name = nameOf(proof, number);
  const notes = JSON.stringify(proof.notes);
  figure.toggleAttribute("data-changed", changed);
  const button = figure.querySelector("button");
  button.style.aspectRatio = `${proof.width} / ${proof.height}`;
  button.setAttribute("aria-label", `${name}, enlarge. ${proof.words}`.slice(0, 4000));
  figure.querySelector("figcaption").replaceChildren(
    make("b", {}, name),
    make("span", { class: "fresh" }, "Changed"),
  );
  if (held.notes !== notes) {
    figure.querySelector(".notes")?.remove();
    figure.append(...[notesOf(proof)].filter(Boolean));
  }
  Object.assign(held, { proof, notes, number });
  again(figure);
}

/** Which figure shows each proof: the one that did so before, else one that is left over. */
function matched(figures, proofs) {
  const free = [...figures];
  const taken = proofs.map((proof) => {
    const at = free.findIndex((figure) => proofOf(figure).id === proof.id);
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
 * Shows the proofs in a room; returns the numbers of those that the last build changed.
 * `news` is `other` for another article, `built` after a build of this one, else empty.
 */
export function showSheets(room, proofs, news) {
  const figures = [...room.querySelectorAll(".sheet")];
  const before = new Set(figures.map((figure) => proofOf(figure).id));
  const marked = new Set(figures.filter((f) => "changed" in f.dataset).map((f) => proofOf(f).id));
  const isMarked = (id) => {
    if (news === "built" && before.size) return !before.has(id);
    return !news && marked.has(id);
  };
  const changed = [];
  room.querySelector(".blank")?.remove();
  matched(figures, proofs).forEach((figure, at) => {
    const isChanged = isMarked(proofs[at].id);
    if (isChanged) changed.push(at + 1);
    fill(figure, proofs[at], at + 1, isChanged);
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
