/* How the versions of all articles stand: which review is due, which copies are out of date. */

import { byId, counted, make } from "./dom.js";

const GROUPS = {
  gone: "No longer there, and handed out",
  broken: "Cannot be read",
  overdue: "Review overdue",
  draft: "Draft: not reviewed",
  unapproved: "Draft: not approved",
  due: "Review due within 90 days",
  fine: "Review not due yet",
};
let shown = "";
let drawn = "";
let rows = new Map();

export const ADDRESS = "#/status"; // no article: in the address of one, a slash is written %2F

export const isStatus = () => location.hash === ADDRESS;

const day = (iso) => new Date(`${iso}T12:00`).toLocaleDateString([], { day: "numeric", month: "long", year: "numeric" });
const listed = (words) => new Intl.ListFormat("en").format(words);

function* facts(row) {
  if (row.version) yield ["Version", row.version];
  if (row.reviewed) yield ["Reviewed", day(row.reviewed)];
  if (row.next_review) yield ["Next review", day(row.next_review)];
  if (row.version) yield ["Released", row.released ? `${row.released}, ${day(row.released_on)}` : "Not yet"];
}

function* remarks(row) {
  if (row.review === "broken") yield "Open it to see what is to be mended.";
  if (row.take_off.length) yield `Take off the rack: ${row.take_off.length > 1 ? "versions" : "version"} ${listed(row.take_off)}; ${row.put_out ? `put out ${row.put_out}` : "there is none to put out instead"}.`;
  if (row.changed && row.version === row.released) yield "The text has changed since this version was released.";
  else if (row.changed) yield `Version ${row.version} has not been released.`;
  if (row.behind) yield `${row.behind[0].toUpperCase()}${row.behind.slice(1)}.`;
}

function item(row) {
  const lang = row.lang || null;
  const href = `#${encodeURIComponent(row.slug)}`;
  const title = row.slug ? make("a", { href, lang, dir: "auto" }, row.title) : make("span", {}, row.title);
  const told = [...facts(row)].map(([name, value]) => make("div", {}, make("dt", {}, name), make("dd", {}, value)));
  const todo = [...remarks(row)].map((words) => make("p", {}, words));
  return make(
    "li",
    { "data-review": row.review },
    make("h3", {}, title),
    told.length ? make("dl", {}, ...told) : null,
    todo.length ? make("div", { class: "todo" }, ...todo) : null,
  );
}

function group(name, rows) {
  const heading = make("h2", {}, GROUPS[name], make("span", {}, counted(rows.length, "article")));
  return make("section", { "data-review": name, "aria-label": GROUPS[name] }, heading, make("ul", {}, ...rows.map(item)));
}

/** What the list says of an article's review; nothing where none is due. */
export function reviewOf(slug) {
  const review = rows.get(slug)?.review;
  return ["overdue", "draft", "unapproved", "due"].includes(review) ? GROUPS[review] : "";
}

/** Asks how all articles stand; returns whether it is news. */
export async function loadStatus() {
  const answer = await fetch("/status");
  const text = answer.ok ? await answer.text() : shown;
  if (text === shown) return false;
  shown = text;
  rows = new Map(JSON.parse(text).map((row) => [row.slug || row.article, row]));
  return true;
}

/** Shows how all articles stand, where it is news. */
export async function showStatus() {
  await loadStatus();
  if (drawn === shown) return;
  drawn = shown;
  const room = byId("statuses");
  const focused = room.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const groups = Object.keys(GROUPS).map((name) => [name, [...rows.values()].filter((row) => row.review === name)]);
  room.replaceChildren(...groups.filter(([, some]) => some.length).map(([name, some]) => group(name, some)));
  if (focused) room.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}
