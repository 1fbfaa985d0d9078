/* The slides as a talk, as large as the screen; what whoever speaks sees is in a window of its own. */

import { byId, drawing } from "./dom.js";
import { begun, followed, nextOf, nowOf, placeOf, pressed, slideOf } from "./talk.js";

const show = byId("show");
const stage = byId("stage");
const speaker = new BroadcastChannel("handout.talk");
const PATIENCE = 1500;
let talk = null;
let slug = "";
let drawn = "";
/** Until then, leaving the full screen does not end the talk: a new window takes it away. */
let keeps = 0;

const tell = () => talk && speaker.postMessage({ now: nowOf(talk), next: nextOf(talk), place: placeOf(talk) });

async function draw() {
  const page = nowOf(talk);
  drawn = page.id;
  byId("show-place").textContent = placeOf(talk);
  stage.setAttribute("aria-label", `${placeOf(talk)}: ${page.title}`);
  tell();
  const picture = await slideOf(page, (link) => go(followed(talk, link)));
  if (drawn !== page.id || !talk) return;
  byId("show-slide").replaceChildren(picture);
  byId("show-said").textContent = page.words;
  stage.focus();
  const next = nextOf(talk);
  if (next) drawing(next.id).catch(() => null); // so that it is there at once
}

function go(next) {
  if (!next || (next.at === talk.at && next.trail === talk.trail)) return;
  talk = next;
  draw();
}

async function fill() {
  try {
    await stage.requestFullscreen({ navigationUI: "hide" });
  } catch {
    stage.focus(); // it goes on in the window
  }
}

function toggle() {
  keeps = performance.now() + PATIENCE;
  if (document.fullscreenElement) document.exitFullscreen();
  else fill();
}

function openSpeaker() {
  keeps = performance.now() + PATIENCE;
  open("/assets/presenter.html", "handout-talk", "popup,width=1100,height=720");
}

const end = () => show.close();
const DOINGS = { n: openSpeaker, f: toggle, Escape: end };

/** Does what a key asks for; returns whether it is a key of the talk. */
function press(key) {
  const doing = DOINGS[key.length === 1 ? key.toLowerCase() : key];
  const next = doing ? null : pressed(talk, key);
  if (doing) doing();
  else if (next) go(next);
  return Boolean(doing || next);
}

/** Presents slides from the first on. */
export function present(article, pages) {
  [slug, talk] = [article, begun(pages)];
  byId("show-slide").replaceChildren();
  show.showModal();
  fill();
  draw();
}

/** Shows the slides anew when they were made anew during the talk. */
export function refreshTalk(article, pages) {
  if (!talk || article !== slug || !pages.length) return;
  const same = pages.findIndex((page) => page.id === drawn);
  const at = same < 0 ? Math.min(talk.at, pages.length - 1) : same;
  talk = { pages, at, trail: talk.trail.filter((one) => one < pages.length) };
  if (nowOf(talk).id === drawn) tell();
  else draw();
}

const isBusy = (event) => event.ctrlKey || event.metaKey || event.altKey;
show.addEventListener("keydown", (event) => {
  const onControl = event.target.closest("a, button") && ["Enter", " "].includes(event.key);
  if (!talk || isBusy(event) || onControl || event.key === "Escape") return;
  if (press(event.key)) event.preventDefault();
});
stage.addEventListener("click", (event) => {
  if (!event.target.closest("a")) press("ArrowRight");
});
for (const button of show.querySelectorAll("[data-key]")) button.addEventListener("click", () => press(button.dataset.key));
document.addEventListener("fullscreenchange", () => {
  if (talk && !document.fullscreenElement && performance.now() > keeps) end();
  else if (talk) stage.focus();
});
show.addEventListener("close", () => {
  talk = null;
  speaker.postMessage({ ended: true });
  if (document.fullscreenElement) document.exitFullscreen();
});
speaker.addEventListener("message", ({ data }) => {
  if (!talk) return data.asks && speaker.postMessage({ ended: true });
  if (data.asks) tell();
  else if (data.link) go(followed(talk, data.link));
  else if (data.key) press(data.key);
});
