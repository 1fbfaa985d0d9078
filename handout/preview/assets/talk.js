/* The order of a talk: which slide follows, where links lead, and how its slides are drawn. */

import { drawing } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const LINK = /^(https?:|mailto:|tel:)/i;

/** Where a talk is: its slides, the one that is shown, and those that links were followed from. */
export const begun = (pages) => ({ pages, at: Math.max(0, pages.findIndex((page) => !page.hidden)), trail: [] });

const shown = ({ pages }) => pages.flatMap((page, at) => (page.hidden ? [] : [at]));

/** The slide that a link was followed from, or the talk as it is. */
function back(talk) {
  if (!talk.trail.length) return talk;
  return { ...talk, at: talk.trail.at(-1), trail: talk.trail.slice(0, -1) };
}

/** The last slide of the talk before it was left for hidden ones; the first where it was never on. */
function home(talk) {
  const place = talk.trail.findLastIndex((at) => !talk.pages[at].hidden);
  return place < 0 ? begun(talk.pages) : { ...talk, at: talk.trail[place], trail: talk.trail.slice(0, place) };
}

/** One on or back: beside the talk through the hidden slides of a section, then to where they were left. */
function step(talk, by) {
  const { pages, at } = talk;
  if (!pages[at].hidden) {
    const next = shown(talk).filter((one) => (by > 0 ? one > at : one < at)).at(by > 0 ? 0 : -1);
    return next === undefined ? talk : { ...talk, at: next };
  }
  const beside = pages[at + by];
  return beside?.hidden && beside.section === pages[at].section ? { ...talk, at: at + by } : home(talk);
}

const to = (talk, at) => (at === undefined ? talk : { ...talk, at, trail: [] });

/** What the keys do. */
const KEYS = {
  ArrowRight: (talk) => step(talk, 1),
  ArrowLeft: (talk) => step(talk, -1),
  Home: (talk) => to(talk, shown(talk)[0]),
  End: (talk) => to(talk, shown(talk).at(-1)),
  Backspace: back,
};
const ALIKE = { ArrowDown: "ArrowRight", PageDown: "ArrowRight", " ": "ArrowRight", Enter: "ArrowRight", ArrowUp: "ArrowLeft", PageUp: "ArrowLeft" };

/** What a key makes of a talk; undefined where it is no key of it. */
export const pressed = (talk, key) => KEYS[ALIKE[key] ?? key]?.(talk);

/** The talk after a link such as `#slide-3` was followed; one to a slide that it came from leads back. */
export function followed(talk, link) {
  if (link === "#back") return back(talk);
  const at = Number(link.replace("#slide-", "")) - 1;
  if (!talk.pages[at]) return talk;
  const known = talk.trail.lastIndexOf(at);
  return { ...talk, at, trail: known < 0 ? [...talk.trail, talk.at] : talk.trail.slice(0, known) };
}

export const nowOf = (talk) => talk.pages[talk.at];

/** The slide that comes next, where there is one. */
export function nextOf(talk) {
  const next = step(talk, 1);
  return next.at === talk.at ? null : nowOf(next);
}

/** Where the talk is, in words. */
export function placeOf(talk) {
  const order = shown(talk);
  const place = (at) => `Slide ${order.indexOf(at) + 1} of ${order.length}`;
  return nowOf(talk).hidden ? `Beside the talk, from ${place(home(talk).at).toLowerCase()}` : place(talk.at);
}

/** Makes a link of a part; of several in a row that lead to one place, such as lines, Tab stops at the first. */
function linked(part, follow, goesOn) {
  const link = part.dataset.link;
  const made = document.createElementNS(SVG, "a");
  if (LINK.test(link)) {
    for (const [name, value] of Object.entries({ href: link, target: "_blank", rel: "noopener noreferrer" })) made.setAttribute(name, value);
  } else {
    for (const [name, value] of Object.entries({ role: "link", tabindex: "0" })) made.setAttribute(name, value);
    made.addEventListener("click", () => follow(link));
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter") follow(link);
    });
  }
  if (goesOn) made.setAttribute("tabindex", "-1");
  part.replaceWith(made);
  made.append(part);
}

/** A slide as a drawing whose links can be followed. */
export async function slideOf(page, follow) {
  const drawn = await drawing(page.id);
  const parts = [...drawn.querySelectorAll("[data-link]")];
  parts.forEach((part, at) => linked(part, follow, part.dataset.link === parts[at - 1]?.dataset.link));
  return drawn;
}
