/* The words to be said to a slide. */

import { make } from "./dom.js";

export function notesOf(page) {
  if (!page.notes.length) return null;
  const lines = page.notes.map((note) => {
    const look = [note.heading && "heading", note.item && "item"].filter(Boolean).join(" ");
    return make("p", { class: look || null }, note.text);
  });
  return make("div", { class: "notes" }, make("p", { class: "what" }, "Speaker notes"), ...lines);
}
