/* The formats side by side, each in a pane with its file. */

import { byId, counted, make, tick } from "./dom.js";
import { foldButton } from "./folds.js";
import { frameRoom, showFrame, toChange, webAddress, widthSwitch } from "./frames.js";
import { present, refreshTalk } from "./present.js";
import { printButton } from "./printing.js";
import { sheetRoom, showSheets } from "./sheets.js";

const KEY = "handout.formats";
const panes = new Map();
let quiet = false;

export const labelOf = (name) => `${name[0].toUpperCase()}${name.slice(1).replaceAll("-", " ")}`;

/** The formats that were chosen last, for addresses; empty where the server is to choose. */
export const shows = () => new URLSearchParams({ shows: JSON.parse(localStorage.getItem(KEY) ?? "[]").join(",") });

function size(bytes) {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

const isWeb = (format) => format.file.endsWith(".html");

function doing(slug, format, room) {
  const address = `/files/${encodeURIComponent(slug)}/${encodeURIComponent(format.file)}`;
  const kind = format.file.split(".").pop().toUpperCase();
  const label = labelOf(format.name);
  const kept = format.download.split(".").pop().toUpperCase(); // a page with its pictures is a ZIP
  const keep = make("a", { class: "button", href: address, download: format.download, "aria-label": `Download ${label}, ${kept}` }, "Download");
  if (kind === "PPTX") return [presentButton(slug, format), notesSwitch(), keep];
  const alone = isWeb(format) ? webAddress(slug, format) : `${address}?open`;
  const open = make("a", { class: "button first", href: alone, target: "_blank", rel: "noopener", "aria-label": `Open ${label}, ${kind}` }, "Open");
  return [isWeb(format) ? widthSwitch(room) : null, printButton(label, `${address}?open`, format), open, foldButton(format.name), keep].filter(Boolean);
}

function presentButton(slug, format) {
  const button = make("button", { class: "button first", type: "button", "aria-label": `Present ${labelOf(format.name)}` }, "Present");
  button.addEventListener("click", () => present(slug, format.pages));
  return button;
}

function notesSwitch() {
  const button = make("button", { class: "button", type: "button" }, quiet ? "Show notes" : "Hide notes");
  button.addEventListener("click", () => {
    quiet = !quiet;
    button.textContent = quiet ? "Show notes" : "Hide notes";
    document.querySelectorAll(".sheets").forEach((room) => room.toggleAttribute("data-quiet", quiet));
  });
  return button;
}

function jump(pane, changed, isFrame) {
  if (!changed.length) return null;
  if (isFrame) return make("button", { class: "jump", type: "button", onclick: () => toChange(pane.room) }, "Changed");
  const target = () => pane.room.querySelectorAll(".sheet")[changed[0] - 1];
  const words = changed.length > 4 ? `${changed.length} changed` : `Changed: ${changed.join(", ")}`;
  return make("button", { class: "jump", type: "button", onclick: () => target()?.querySelector("button").focus() }, words);
}

function paneOf({ name, file }) {
  if (!panes.has(name)) {
    const room = isWeb({ file }) ? frameRoom() : sheetRoom(`${labelOf(name)}: pages`);
    const head = make("header");
    const section = make("section", { class: "pane", "aria-label": labelOf(name) }, head, room);
    room.toggleAttribute("data-quiet", quiet);
    panes.set(name, { section, head, room });
  }
  return panes.get(name);
}

function showPane(slug, format, news) {
  const pane = paneOf(format);
  const focused = pane.head.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
  const changed = isWeb(format) ? (showFrame(pane.room, slug, format, news) ? [""] : []) : showSheets(pane.room, format.pages, news);
  if (format.file.endsWith(".pptx")) refreshTalk(slug, format.pages);
  const one = format.unit.replace(/s$/, "");
  const count = isWeb(format) ? [] : [counted(format.pages.length, one)];
  const told = make("span", {}, ...count, make("span", { class: "size" }, [...count.map(() => ""), size(format.bytes)].join(" · ")));
  pane.head.replaceChildren(
    make("h2", {}, labelOf(format.name), told),
    ...[jump(pane, changed, isWeb(format))].filter(Boolean),
    make("div", { class: "doing" }, ...doing(slug, format, pane.room)),
  );
  if (focused) pane.head.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
  if (news === "other") pane.room.scrollTo({ top: 0, behavior: "instant" });
  return { pane, changed };
}

function showSwitches(formats, names) {
  const room = byId("formats");
  const focused = room.contains(document.activeElement) ? document.activeElement.textContent : null;
  const buttons = formats.map((format) => {
    const on = names.includes(format.name);
    const button = make("button", { type: "button", "aria-pressed": String(on) }, make("span", { class: "check" }, on ? tick() : null), labelOf(format.name));
    button.addEventListener("click", () => {
      const next = on ? names.filter((name) => name !== format.name) : [...names, format.name];
      if (!next.length) return;
      localStorage.setItem(KEY, JSON.stringify(next));
      dispatchEvent(new Event("formats"));
    });
    return button;
  });
  room.hidden = formats.length < 2;
  room.replaceChildren(...buttons);
  buttons.find((button) => button.textContent === focused)?.focus();
}

/** Shows the chosen formats; returns what changed, in words. */
export function showPanes(slug, formats, names, news) {
  showSwitches(formats, names);
  const room = byId("panes");
  const wanted = formats.filter((format) => names.includes(format.name));
  const made = wanted.map((format) => ({ format, ...showPane(slug, format, news) }));
  const sections = made.map(({ pane }) => pane.section);
  [...room.children].filter((child) => !sections.includes(child)).forEach((child) => child.remove());
  sections.forEach((section, at) => {
    if (room.children[at] !== section) room.insertBefore(section, room.children[at] ?? null);
  });
  return made
    .filter(({ changed }) => changed.length)
    .map(({ format, changed }) => `${labelOf(format.name)} ${changed.join(", ")} changed`.replace("  ", " "));
}

export function showBlank(words) {
  byId("formats").hidden = true;
  const paper = make("img", { src: "/assets/empty.svg", alt: "", width: 220, height: 150 });
  byId("panes").replaceChildren(make("div", { class: "blank" }, paper, make("p", {}, words)));
}
