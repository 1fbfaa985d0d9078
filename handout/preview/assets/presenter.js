/* The window of whoever speaks: the slide, its notes, and what comes next. */

import { byId, make } from "./dom.js";
import { notesOf } from "./notes.js";
import { slideOf } from "./talk.js";

const talk = new BroadcastChannel("handout.talk");
let shown = "";

async function draw(room, page, follow) {
  const picture = page ? await slideOf(page, follow) : make("p", { class: "none" }, "The last slide");
  if (page) picture.setAttribute("aria-label", page.words);
  return () => room.replaceChildren(picture);
}

async function show({ now, next, place }) {
  shown = `${now.id} ${next?.id}`;
  const turn = shown;
  byId("title").textContent = document.title = now.title;
  byId("place").textContent = place;
  byId("then").textContent = next ? `Next: ${next.title}` : "Next";
  byId("notes").replaceChildren(notesOf(now) ?? make("p", { class: "none" }, "No notes to this slide"));
  byId("notes").scrollTo(0, 0);
  const both = await Promise.all([
    draw(byId("now"), now, (link) => talk.postMessage({ link })),
    draw(byId("next"), next, () => null),
  ]);
  if (shown === turn) both.forEach((put) => put());
  byId("next").inert = true;
}

talk.addEventListener("message", ({ data }) => {
  if (data.now) show(data);
  if (data.ended) close();
});
addEventListener("keydown", (event) => {
  const onControl = event.target.closest("a, button") && ["Enter", " "].includes(event.key);
  if (event.ctrlKey || event.metaKey || event.altKey || onControl || event.key === "Tab") return;
  if (event.target.closest("#notes") && ["ArrowDown", "ArrowUp", "PageDown", "PageUp"].includes(event.key)) return;
  if (["n", "N", "f", "F"].includes(event.key)) return; // those are the other window's
  talk.postMessage({ key: event.key });
});
for (const button of document.querySelectorAll("[data-key]")) {
  button.addEventListener("click", () => talk.postMessage({ key: button.dataset.key }));
}
talk.postMessage({ asks: true });
