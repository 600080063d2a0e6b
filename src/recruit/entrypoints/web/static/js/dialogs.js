// Forms of pages of their own, shown in a dialog. Sent forms go to the page's own address, which answers as a page.
import { localise } from "./times.js";
import { parse } from "./trusted.js";

export async function openDialog(path) {
  const dialog = document.getElementById("dialog");
  const response = await fetch(path, { headers: { Accept: "text/html" } });
  if (!response.ok || response.redirected) {
    location.assign(path);
    return;
  }
  const page = parse(await response.text());
  dialog.replaceChildren(...page.querySelector("#main").children);
  dialog.querySelector("[data-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  localise(dialog);
  dialog.showModal();
  dialog.querySelector("select, input:not([type=hidden]), textarea")?.focus();
}
