/* Imports a file that is dropped or chosen, and shows what is told of it. */

import { act } from "./actions.js";
import { byId, make } from "./dom.js";

const dialog = byId("import");
let slug = "";

function show(part) {
  byId("import-ask").hidden = part !== "ask";
  byId("import-report").hidden = part !== "report";
  byId("import-show").hidden = part !== "report";
  byId("import-again").hidden = part !== "report";
}

function ask() {
  byId("import-form").reset();
  byId("import-fault").textContent = "";
  byId("import-busy").textContent = "";
  show("ask");
  if (!dialog.open) dialog.showModal();
}

function report(told) {
  const parts = told.parts.flatMap(([heading, lines]) => [
    make("h3", {}, heading),
    make("ul", {}, ...lines.map((line) => make("li", {}, line))),
  ]);
  byId("import-report").replaceChildren(
    make("p", { class: "came" }, make("b", {}, told.article), ` was made from ${told.file}.`),
    make("p", { class: told.summary.startsWith("warning") ? "fault" : "" }, told.summary),
    make("p", {}, "Next: open it with your text editor, see what was guessed, and fill in version, reviewed, next_review and authors."),
    ...parts,
  );
}

async function take(file) {
  if (!file) return;
  byId("import-fault").textContent = "";
  byId("import-busy").textContent = `Reading ${file.name} …`;
  try {
    const options = { name: file.name, as: byId("import-accepted").checked ? "accepted" : "" };
    const told = await act("import", options, file);
    slug = told.slug;
    report(told);
    show("report");
    byId("import-report").focus();
  } catch (error) {
    byId("import-fault").textContent = error.message;
  }
  byId("import-busy").textContent = "";
  byId("import-file").value = "";
}

const carriesFiles = (event) => [...event.dataTransfer.types].includes("Files");

document.addEventListener("dragover", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault(); // else the browser opens the file in place of the page
  byId("drop").toggleAttribute("data-over", dialog.contains(event.target));
});
document.addEventListener("dragleave", () => byId("drop").removeAttribute("data-over"));
document.addEventListener("drop", (event) => {
  if (!carriesFiles(event)) return;
  event.preventDefault();
  byId("drop").removeAttribute("data-over");
  if (!dialog.open) ask();
  take(event.dataTransfer.files[0]);
});

for (const id of ["to-import", "first-import", "import-again"]) byId(id).addEventListener("click", ask);
byId("import-file").addEventListener("change", (event) => take(event.target.files[0]));
byId("import-close").addEventListener("click", () => dialog.close());
byId("import-form").addEventListener("submit", (event) => event.preventDefault());
byId("import-show").addEventListener("click", () => {
  dialog.close();
  location.hash = encodeURIComponent(slug);
});
