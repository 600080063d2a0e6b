// What the console does beyond finished HTML: keys, islands, focus after navigation, and the reader's own times.
import { listenForDialogs } from "./dialogs.js";
import { mountAll, unmountGone } from "./islands.js";
import { listen as keys } from "./keys.js";
import { listenForPalette } from "./palette.js";
import { listenForRequests } from "./send.js";
import { listenForChat } from "./panel.js";
import { listenForSignOut } from "./signed_out.js";
import { localise } from "./times.js";
import { listenForToasts, toast } from "./toasts.js";

keys();
listenForPalette();
listenForRequests();
listenForDialogs();
listenForChat();
listenForToasts();
listenForSignOut();
localise(document);
mountAll();
showNotice();
showCurrent();

// htmx tells of a swap at the element that caused it, which is often no longer in the page: the page itself is watched.
// Each page has a heading of its own. Back replaces what is in `#main`, and other navigation `#main` itself.
let heading = document.querySelector("#main h1");
const content = document.querySelector(".content");
if (content) new MutationObserver(pageChanged).observe(content, { childList: true, subtree: true });

// Back leads to the row of the list that was opened, also after the record's page was loaded anew.
let isBack = false;
addEventListener("popstate", () => {
  isBack = true;
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close(); // it belongs to the page that is left
});
document.addEventListener("click", ({ target }) => {
  isBack = false;
  acted = null;
  const row = target.closest("[data-row] a");
  if (row) history.replaceState({ ...history.state, opened: row.getAttribute("href") }, "");
}, { capture: true });

// A form in a row leads to the row that takes its place: the next one, or the same.
let acted = null;
document.addEventListener("submit", ({ target }) => {
  const row = target.closest("[data-row]");
  acted = row && { path: location.pathname, at: rows().indexOf(row) };
}, { capture: true });

function rows() {
  return [...document.querySelectorAll("#main [data-row]")];
}

function rowActedOn() {
  const { path, at } = acted ?? {};
  acted = null;
  if (path !== location.pathname || document.getElementById("problems")) return null;
  return (rows()[at] ?? rows().at(-1))?.querySelector("a, button");
}

function pageChanged() {
  const present = document.querySelector("#main h1");
  if (present && present !== heading) {
    heading = present;
    const main = document.getElementById("main");
    const row = isBack
      ? main.querySelector(`[data-row] a[href="${CSS.escape(history.state?.opened)}"]`)
      : rowActedOn();
    if (row) row.focus();
    else focusHeading(main);
    markPlace();
    document.getElementById("menu").hidePopover();
    document.getElementById("inbox-count").dispatchEvent(new Event("recount"));
    showNotice();
    showCurrent();
  }
  settle();
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

// A region whose skeleton was replaced is announced.
function settle() {
  for (const region of content.querySelectorAll('[aria-busy="true"]:not(:has(.skeleton))')) region.ariaBusy = "false";
}

// A row of tabs may be wider than a small screen.
function showCurrent() {
  for (const row of document.querySelectorAll(".tabs ul, .sections")) {
    const link = row.querySelector("[aria-current]");
    if (link) row.scrollLeft += link.getBoundingClientRect().x - row.getBoundingClientRect().x - row.clientWidth / 2;
  }
}

// The message of the request before. Readers without scripts find it at the head of the page.
function showNotice() {
  const notice = document.querySelector("[data-notice]");
  if (!notice) return;
  toast(notice.querySelector("p").textContent, { undo: notice.querySelector("form, a") });
  notice.remove();
}

function focusHeading(main) {
  const heading = main.querySelector("#problems") ?? main.querySelector("h1");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
