/* Begins an article: asks for its title, and shows it once its file is there. */

import { act } from "./actions.js";
import { byId } from "./dom.js";

const dialog = byId("new");

function ask() {
  byId("new-form").reset();
  byId("new-fault").textContent = "";
  dialog.showModal();
}

async function begin(event) {
  event.preventDefault();
  try {
    const made = await act("new", {}, byId("new-name").value);
    dialog.close();
    location.hash = encodeURIComponent(made.slug);
    byId("said").textContent = `${made.file} is there: write in it with your editor`;
  } catch (error) {
    byId("new-fault").textContent = error.message;
    byId("new-name").focus();
  }
}

for (const id of ["to-new", "first"]) byId(id).addEventListener("click", ask);
byId("new-cancel").addEventListener("click", () => dialog.close());
byId("new-form").addEventListener("submit", begin);
