// A field for files: shows which ones are chosen, and that files can be dropped here.
import { row } from "../uploading.js";

export function mount(area, signal) {
  const [input, list] = [area.querySelector("input"), area.querySelector(".files")];
  input.addEventListener(
    "change",
    () => {
      list.replaceChildren();
      for (const file of input.files) row(list, file);
    },
    { signal },
  );
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    const isOver = kind === "dragenter" || kind === "dragover";
    area.addEventListener(kind, () => area.classList.toggle("over", isOver), { signal });
  }
}
