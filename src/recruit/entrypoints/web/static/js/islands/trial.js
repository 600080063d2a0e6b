// The result of a trial import: the same file is sent again with the same choices, as long as the form is remembered.
import { lastForm } from "./upload.js";

export function mount(link, signal) {
  const form = lastForm();
  if (form?.action !== link.href || form.elements.file.files[0]?.name !== link.dataset.file) return;
  link.closest("p").querySelector("[data-again]").hidden = true;
  link.addEventListener(
    "click",
    (event) => {
      event.preventDefault();
      event.stopPropagation(); // before htmx follows the link
      form.querySelector("[type=checkbox][name=dry_run]").checked = false;
      form.hidden = true;
      link.after(form);
      form.requestSubmit();
    },
    { signal, capture: true },
  );
}
