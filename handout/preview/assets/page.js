/* The page: the list of articles, the chosen one, and the server's events. */

import { arrows, byId, counted, make, tick } from "./dom.js";
import { outcome, showFindings } from "./findings.js";
import { refreshLoupe } from "./loupe.js";
import "./help.js";
import "./import.js";
import "./new.js";
import { showBlank, shows, showPanes } from "./panes.js";
import { showReview } from "./review.js";
import { openAt } from "./source.js";
import { isStatus, loadStatus, reviewOf, showStatus } from "./status.js";

const MANY = 8;
const project = { articles: new Map(), stopped: [], asides: [], busy: true };
/** Seconds of quiet after which all articles are asked how they stand, which costs a moment. */
const PATIENCE = 2;
let quiet = 0;
let seen = null;
let asked = 0;

const time = (iso) => new Date(iso).toLocaleTimeString([], { hour: "numeric", minute: "2-digit", second: "2-digit" });
const wanted = () => decodeURIComponent(location.hash.slice(1));
const current = () => (isStatus() ? undefined : project.articles.has(wanted()) ? wanted() : [...project.articles.keys()][0]);

/** Shows the article that the address names, or the status of all. */
function showView() {
  byId("main").toggleAttribute("data-status", isStatus());
  byId("status").hidden = !isStatus() || project.articles.size === 0;
  if (isStatus()) byId("to-status").setAttribute("aria-current", "page");
  else byId("to-status").removeAttribute("aria-current");
  if (!isStatus()) return showArticle();
  asked += 1; // an article that was asked for comes too late
  document.title = "Status · handout";
  return showStatus();
}

function dot(row) {
  const made = make("span", { class: "dot", "aria-hidden": "true" });
  if (row.state === "fault") made.append("!");
  if (row.state === "made") made.append(tick());
  return made;
}

/** What keeps all articles from being made. */
const waits = () => `waits for ${project.stopped[0].path.split("/").pop() || "what is to be mended"}`;

function made(row) {
  if (row.state === "fault") return outcome(row);
  if (project.stopped.length) return row.state === "made" ? `Made at ${time(row.at)}, ${waits()}` : `Not made, ${waits()}`;
  if (row.state === "waiting") return "Being made …";
  return row.warnings ? `${outcome(row)}, ${counted(row.warnings, "warning")}` : outcome(row);
}

const how = (row) => [made(row), reviewOf(row.slug)].filter(Boolean).join(" · ");

const languages = new Intl.DisplayNames([], { type: "language" });
const language = (row) => (row.translation ? `${languages.of(row.translation)} · ` : "");

function rowOf(row) {
  const title = make("span", { class: "name", lang: row.translation || null, dir: "auto" }, row.title);
  const file = make("span", { class: "how file", dir: "auto" }, row.file);
  const name = make("span", {}, title, file, make("span", { class: "how" }, language(row) + how(row)));
  const here = row.slug === current() ? "page" : null;
  const data = { "data-state": row.state, "data-translation": row.translation || null };
  return make("a", { class: "row", href: `#${encodeURIComponent(row.slug)}`, ...data, "aria-current": here }, dot(row), name);
}

/** The places of the rows that are shown, by article: one that changes is drawn alone. */
const places = new Map();

function isSought(row) {
  const words = byId("find").value.trim().toLocaleLowerCase();
  return `${row.title} ${row.file}`.toLocaleLowerCase().includes(words) && (row.state === "fault" || !onlyFaults());
}

const onlyFaults = () => byId("mend").getAttribute("aria-pressed") === "true";

function showFinder() {
  const faults = [...project.articles.values()].filter((row) => row.state === "fault").length;
  byId("finder").hidden = project.articles.size <= MANY;
  byId("mend").hidden = project.articles.size <= MANY || (!faults && !onlyFaults());
  byId("mend").textContent = `Only those to mend (${faults})`;
}

function drawRow(row) {
  const place = places.get(row.slug);
  const focused = place.contains(document.activeElement);
  place.replaceChildren(rowOf(row));
  if (focused) place.firstChild.focus();
}

function showRows() {
  const list = byId("rows");
  const focused = document.activeElement?.closest?.("#rows .row")?.getAttribute("href");
  const rows = [...project.articles.values()].filter(isSought);
  showFinder();
  places.clear();
  for (const row of rows) places.set(row.slug, make("li", {}, rowOf(row)));
  list.replaceChildren(...places.values());
  if (focused) list.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}

/** Draws one article's row again, and the list only where that changes what it shows. */
function showRow(row) {
  showFinder();
  if (places.has(row.slug) !== isSought(row)) showRows();
  else if (places.has(row.slug)) drawRow(row);
}

const showChosen = () => places.get(current())?.scrollIntoView({ block: "nearest" });

function showLink(state, words) {
  byId("link").dataset.state = state;
  byId("link").textContent = words;
}

function showState() {
  showLink(project.busy ? "busy" : "following", project.busy ? "Making …" : "Following your edits");
  clearTimeout(quiet);
  if (!project.busy) quiet = setTimeout(() => loadStatus().then((isNews) => isNews && showRows()), 1000 * PATIENCE);
  const none = project.articles.size === 0;
  byId("empty").hidden = !none;
  byId("head").hidden = none;
  byId("to-status").hidden = none;
  if (none) {
    byId("panes").replaceChildren();
    byId("review").hidden = true;
    showFindings([], false);
    seen = null;
    document.title = "handout";
  }
}

function headOf(article) {
  byId("title").textContent = article.title;
  document.title = `${article.state === "fault" ? "! " : ""}${article.title} · handout`;
  const took = article.seconds ? `, in ${article.seconds.toFixed(article.seconds < 10 ? 1 : 0)} seconds` : "";
  const states = {
    waiting: project.stopped.length ? "Not made yet" : "Being made …",
    made: `Made at ${time(article.at)}${took}`,
    fault: `Not made, looked at ${time(article.at)}`,
  };
  byId("state").textContent = states[article.state];
  byId("file").textContent = article.file;
  byId("source").setAttribute("aria-label", `Open text: ${article.file}`);
  byId("source").dataset.file = article.source;
  byId("to-review").textContent = ["Review the words", article.remarks || ""].filter(Boolean).join(" · ");
  byId("loupe").dataset.article = article.slug;
}

function say(article, changed) {
  const what = (article.state !== "fault" && changed.join("; ")) || outcome(article);
  byId("said").textContent = `${article.title}: ${what}`;
}

/** Shows an article as it is now; the place in it stays where it was. */
async function showArticle() {
  const slug = current();
  if (!slug) return;
  const turn = ++asked;
  const answer = await fetch(`/articles/${encodeURIComponent(slug)}?${shows()}`);
  if (turn !== asked || !answer.ok) return;
  const article = await answer.json();
  if (turn !== asked) return;
  const built = seen?.at !== article.at;
  const news = seen?.slug !== slug ? "other" : built ? "built" : "";
  if (article.state === "made") lastGood.set(slug, ` of ${time(article.at)}`);
  headOf(article);
  const findings = [...project.stopped, ...article.findings, ...project.asides];
  showFindings(findings, article.formats.length > 0, lastGood.get(slug) ?? "", article);
  const unmade = article.state === "waiting" && !project.stopped.length ? "Being made …" : "Nothing was made of it yet.";
  const changed = article.formats.length ? showPanes(slug, article.formats, article.shown, news) : (showBlank(unmade), []);
  if (news === "built") say(article, changed);
  if (news === "other" && seen) byId("said").textContent = article.title;
  seen = { slug, at: article.at };
  refreshLoupe();
  showReview(slug);
}

const lastGood = new Map();

const HANDLERS = {
  project(data) {
    project.articles = new Map(data.articles.map((article) => [article.slug, article]));
    Object.assign(project, { stopped: data.stopped, asides: data.asides, busy: data.busy });
    byId("content").textContent = `${data.content}/`;
    showRows();
    if (!seen) showChosen();
    showState();
    showView();
  },
  article(article) {
    project.articles.set(article.slug, article);
    showRow(article);
    if (article.slug === current()) showArticle();
  },
  round(data) {
    const told = ({ stopped, asides }) => JSON.stringify([stopped, asides]);
    const other = told(data) !== told(project);
    const isQuiet = project.busy && !data.busy;
    Object.assign(project, data);
    showState();
    if (other) showRows();
    if (other || isQuiet) showArticle(); // all of its files are there now
    if (isStatus() && !data.busy) showStatus();
  },
};

let source = null;

function listen() {
  source?.close();
  source = new EventSource(`/events?${shows()}`);
  for (const [name, handle] of Object.entries(HANDLERS)) {
    source.addEventListener(name, (event) => handle(JSON.parse(event.data)));
  }
  source.addEventListener("error", () => {
    showLink("lost", "No longer following: start it again");
    byId("said").textContent = "No longer following your edits";
  });
}

function fold(open) {
  byId("unfold").setAttribute("aria-expanded", String(open));
  document.querySelector(".rail").toggleAttribute("data-open", open);
}

byId("unfold").addEventListener("click", () => fold(byId("unfold").getAttribute("aria-expanded") !== "true"));
byId("source").addEventListener("click", () => openAt(byId("source").dataset.file));
byId("find").addEventListener("input", showRows);
byId("mend").addEventListener("click", () => {
  byId("mend").setAttribute("aria-pressed", String(!onlyFaults()));
  showRows();
});
byId("rows").addEventListener("keydown", (event) => arrows(event, [...document.querySelectorAll("#rows .row")], "ArrowUp", "ArrowDown"));
document.querySelector("#articles").addEventListener("click", (event) => event.target.closest("a") && fold(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && byId("unfold").getAttribute("aria-expanded") === "true") {
    fold(false);
    byId("unfold").focus();
  }
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // the address keeps naming the article
  (isStatus() ? byId("status") : (document.querySelector(".sheets") ?? byId("panes"))).focus();
});
addEventListener("hashchange", () => {
  showRows();
  showChosen();
  showView();
});
addEventListener("focus", () => isStatus() && showStatus()); // something may have been released

addEventListener("formats", listen); // what is looked at is made first
listen();
