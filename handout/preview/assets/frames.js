/* The web page of an article as a phone and a computer show it, in a frame in which nothing runs. */

import { make } from "./dom.js";

const KEY = "handout.width";
const WIDTHS = { Phone: 390, Desktop: 1280 };
const SANDBOX = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";
const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption, pre, img";
const MARGIN = 16;
/** What a room shows: the article, the page's digest, and whether the last build changed it. */
const shown = new WeakMap();

const chosen = () => (localStorage.getItem(KEY) in WIDTHS ? localStorage.getItem(KEY) : "Phone");

/** Makes a page as wide as it is on the device, and as small as the room wants it. */
function fit(room) {
  const width = WIDTHS[chosen()];
  const scale = Math.min(1, (room.clientWidth - 2 * MARGIN) / width);
  if (scale <= 0) return;
  room.style.setProperty("--width", `${width}px`);
  room.style.setProperty("--scale", scale);
}

const sizes = new ResizeObserver((entries) => entries.forEach((entry) => fit(entry.target)));

export function frameRoom() {
  const room = make("div", { class: "screen" });
  sizes.observe(room);
  return room;
}

/** Buttons that show the page on another device. */
export function widthSwitch(room) {
  const buttons = Object.entries(WIDTHS).map(([name, width]) =>
    make("button", { class: "button", type: "button", "aria-label": `${name}, ${width} pixels wide` }, name),
  );
  const press = () => buttons.forEach((one) => one.setAttribute("aria-pressed", String(one.textContent === chosen())));
  for (const one of buttons) {
    one.addEventListener("click", () => {
      localStorage.setItem(KEY, one.textContent);
      press();
      fit(room);
    });
  }
  press();
  return make("div", { class: "widths", role: "group", "aria-label": "Shown on" }, ...buttons);
}

/** The smallest parts that can change. */
const blocksOf = (page) => [...page.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
const whatIs = (block) => block.currentSrc || block.textContent.replace(/\s+/g, " ").trim();

function unmark(page) {
  for (const block of page?.querySelectorAll("[data-changed]") ?? []) {
    block.removeAttribute("data-changed");
    block.style.outline = "";
  }
}

function mark(page, before) {
  const known = new Set(blocksOf(before).map(whatIs));
  for (const block of blocksOf(page).filter((one) => !known.has(whatIs(one)))) {
    block.dataset.changed = "";
    Object.assign(block.style, { outline: "3px solid #d97706", outlineOffset: "3px" });
  }
}

/** Takes a page that is there in place of the one before, at the same place. */
function settle(room, frame, keeps) {
  const page = frame.contentDocument;
  page?.querySelectorAll("a[href]:not([href^='#'])").forEach((link) => Object.assign(link, { target: "_blank", rel: "noopener" }));
  if (!frame.hasAttribute("data-coming")) return; // a format that was hidden is shown again
  const old = room.querySelector("iframe:not([data-coming])");
  const before = old?.contentDocument;
  if (keeps && page && before) {
    mark(page, before);
    frame.contentWindow.scrollTo({ top: old.contentWindow.scrollY, behavior: "instant" });
  }
  const focused = old && document.activeElement === old;
  old?.remove();
  frame.removeAttribute("data-coming");
  if (focused) frame.focus();
}

/** Shows the page of an article; returns whether the last build changed it. */
export function showFrame(room, slug, format, news) {
  const before = shown.get(room);
  const { id } = format.pages[0];
  const same = before?.slug === slug;
  const changed = same && (before.id !== id || (!news && before.changed));
  shown.set(room, { slug, id, changed });
  if (same && before.id === id) {
    if (!changed) unmark(room.querySelector("iframe")?.contentDocument);
    return changed;
  }
  room.querySelector("[data-coming]")?.remove();
  const title = `${slug}: the web page`;
  const frame = make("iframe", { src: `${webAddress(slug, format)}?made=${id}`, title, sandbox: SANDBOX, "data-coming": true });
  frame.addEventListener("load", () => settle(room, frame, same));
  room.append(frame);
  return changed;
}

/** Shows the first part that changed. */
export const toChange = (room) =>
  room.querySelector("iframe")?.contentDocument?.querySelector("[data-changed]")?.scrollIntoView({ block: "center" });

/** The page's own address, from which its links to other languages lead on. */
export const webAddress = (slug, format) => `/web/${[...slug.split("/"), format.file].map(encodeURIComponent).join("/")}`;
