// What the console does beyond finished HTML: keys, islands, focus after navigation, and the reader's own times.
import { mountAll, unmountGone } from "./islands.js";
import { listen as keys } from "./keys.js";
import { listenForPalette } from "./palette.js";
import { listenForRequests } from "./send.js";
import { localise } from "./times.js";
import { listenForToasts, toast } from "./toasts.js";

keys();
listenForPalette();
listenForRequests();
listenForToasts();
localise(document);
mountAll();
showNotice();

// htmx tells of a swap at the element that caused it, which is often no longer in the page: the page itself is watched.
let main = document.getElementById("main");
const content = document.querySelector(".content");
if (content) new MutationObserver(pageChanged).observe(content, { childList: true, subtree: true });

function pageChanged() {
  const present = document.getElementById("main");
  if (present !== main) {
    main = present;
    focusHeading(main);
    markPlace();
    showNotice();
  }
  localise(content);
  unmountGone();
  mountAll();
}

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
  toast(notice.querySelector("p").textContent, { undo: notice.querySelector("form") });
  notice.remove();
}

function focusHeading(main) {
  const heading = main.querySelector("#problems") ?? main.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
