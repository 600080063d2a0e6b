// A field for files: shows which ones are chosen, and that files can be dropped here, and sends the form at once.
import { row } from "../uploading.js";

export function mount(area, signal) {
  const [input, list] = [area.querySelector("input"), area.querySelector(".files")];
  input.addEventListener(
    "change",
    () => {
      list.replaceChildren();
      for (const file of input.files) row(list, file);
      if (input.files.length) button(input)?.click();
    },
    { signal },
  );
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    const isOver = kind === "dragenter" || kind === "dragover";
    area.addEventListener(kind, () => area.classList.toggle("over", isOver), { signal });
  }
}

// Returns the button that sends the chosen files: of buttons for some kinds of files, the one for this kind. A button with
// the name of a checkbox in `data-only-if` isn't pressed unless that is checked.
function button({ files, form }) {
  const ending = files[0].name.split(".").pop().toLowerCase();
  const found = form.querySelector(`[data-at-once=""], [data-at-once~="${CSS.escape(ending)}"]`);
  const condition = found?.dataset.onlyIf;
  return condition && !form.querySelector(`[type=checkbox][name="${CSS.escape(condition)}"]`).checked ? null : found;
}
