/* Opens the text that something was made of, at its line, in the editor of this computer. */

import { act } from "./actions.js";
import { byId, make } from "./dom.js";
import { tell } from "./notice.js";

const TEXTS = /\.(md|yaml)$/;

async function open(options, words = "") {
  try {
    const { file, line } = await act("open", options, words);
    tell(`${file} is open in your editor, at line ${line}.`);
  } catch (error) {
    tell(`${error.message[0].toUpperCase()}${error.message.slice(1)}.`);
  }
}

/** Opens a file at a line. */
export const openAt = (file, line = 1) => open({ file, line });

/** Opens an article where these words stand. */
export const openWords = (article, words) => open({ article }, words);

/** A button that opens the line of a finding; null where it is of no text of content/. */
export function openButton({ path, line }) {
  if (!line || !path.startsWith(byId("content").textContent) || !TEXTS.test(path)) return null;
  return make("button", { class: "open", type: "button", onclick: () => openAt(path, line), "aria-label": `Open ${path} at line ${line}` }, `Open line ${line}`);
}
