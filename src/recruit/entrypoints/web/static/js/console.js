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

let shown = document.getElementById("main");

document.addEventListener("htmx:after:swap", () => {
  const main = document.getElementById("main");
  if (main !== shown) focusHeading(main); // another page, and not a part of this one
  shown = main;
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
  const heading = main.querySelector("#problems") ?? main.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
