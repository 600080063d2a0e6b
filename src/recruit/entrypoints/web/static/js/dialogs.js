// Forms of pages of their own, shown in a dialog. Sent forms go to the page's own address, which answers as a page.
import { read } from "./parts.js";
import { localise } from "./times.js";

// Links to pages that are shown in a dialog.
export function listenForDialogs() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-dialog]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // before htmx follows the link
    openDialog(link.getAttribute("href"));
  }, { capture: true });
}

let reading; // of the dialog that was asked for last

export async function openDialog(path, focused = "select, input:not([type=hidden]), textarea") {
  const dialog = document.getElementById("dialog");
  reading?.abort();
  const { signal } = (reading = new AbortController());
  const from = location.href;
  const { response, page } = await read(path, { signal });
  if (!page || location.href !== from) return; // no connection, or another page or dialog was opened meanwhile
  if (!response.ok || response.redirected) {
    location.assign(path);
    return;
  }
  dialog.replaceChildren(...page.querySelector("#main").children);
  const heading = dialog.querySelector("h1");
  heading.id = "dialog-title";
  heading.tabIndex = -1;
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.querySelector("[data-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  localise(dialog);
  dialog.showModal();
  (dialog.querySelector(focused) ?? heading).focus();
}
