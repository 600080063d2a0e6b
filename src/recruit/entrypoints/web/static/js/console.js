// What the console does beyond finished HTML: keys, islands, focus after navigation, and the reader's own times.
import { mountAll, unmountGone } from "./islands.js";
import { listen as keys } from "./keys.js";
import { listenForPalette } from "./palette.js";
import { localise } from "./times.js";
import { toast } from "./toasts.js";

keys();
listenForPalette();
localise(document);
mountAll();
showNotice();

document.addEventListener("htmx:after:swap", (event) => {
  const main = document.getElementById("main");
  if (event.detail.ctx?.target === main || !event.detail.ctx) focusHeading(main);
  localise(document);
  markPlace();
  unmountGone();
  mountAll();
  showNotice();
});

// The navigation stays when the page changes.
function markPlace() {
  for (const link of document.querySelectorAll(".nav a")) {
    const here = `${location.pathname}/`.startsWith(`${link.getAttribute("href")}/`);
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

// The message of the request before. Readers without scripts find it at the head of the page.
function showNotice() {
  const notice = document.querySelector("[data-notice]");
  if (!notice) return;
  toast(notice.textContent);
  notice.remove();
}

function focusHeading(main) {
  const heading = main.querySelector("#problems, h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
