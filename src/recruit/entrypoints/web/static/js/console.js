// What the console does beyond finished HTML: keys, islands, focus after navigation, and the reader's own times.
import { mountAll, unmountGone } from "./islands.js";
import { listen as keys } from "./keys.js";
import { localise } from "./times.js";
import { toast } from "./toasts.js";

keys();
localise(document);
mountAll();
showNotice();

document.addEventListener("htmx:after:swap", (event) => {
  const main = document.getElementById("main");
  if (event.detail.ctx?.target === main || !event.detail.ctx) focusHeading(main);
  localise(document);
  unmountGone();
  mountAll();
  showNotice();
});

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
