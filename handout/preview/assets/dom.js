/* Elements without mark-up in strings. */

export const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a child may be a text. */
export function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

/** A tick as a drawing. */
export function tick() {
  const drawn = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  drawn.setAttribute("viewBox", "0 0 12 12");
  drawn.setAttribute("class", "tick");
  drawn.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M2 6.5 5 9.5 10 3");
  drawn.append(path);
  return drawn;
}

/** A drawing that the server sent, as an element of this page. */
export async function drawing(id) {
  const answer = await fetch(`/slides/${id}.svg`);
  if (!answer.ok) throw new Error(`no drawing ${id}`);
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  return document.importNode(parsed.documentElement, true);
}

/** Moves the focus along a list with the arrow keys, Home and End. */
export function arrows(event, items, back, on) {
  const at = items.indexOf(document.activeElement);
  const last = items.length - 1;
  const steps = { [back]: at - 1, [on]: at + 1, Home: 0, End: last };
  if (at < 0 || !(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  items[Math.max(0, Math.min(steps[event.key], last))].focus();
}

export const counted = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** A button that closes the dialog it stands in. */
export function closeButton() {
  return make("button", { class: "button", type: "button", onclick: (event) => event.target.closest("dialog").close() }, "Close");
}

/** Opens a dialog with its heading, which has an id; it is gone once it is closed. */
export function showDialog(kind, heading, ...children) {
  const dialog = make("dialog", { class: kind, "aria-labelledby": heading.id, onclose: () => dialog.remove() }, heading, ...children);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
