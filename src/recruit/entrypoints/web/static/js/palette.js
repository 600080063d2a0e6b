// The command palette: a dialog over the page `/search`, opened by Ctrl+K.
import { adopt } from "./parts.js";
import { signIn } from "./toasts.js";
import { parse } from "./trusted.js";

const PAUSE = 80;
let asked, running;
let shown = null; // the text whose results are shown

export function listenForPalette() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("#palette a")) document.getElementById("palette").close();
    if (!event.target.closest("[data-palette]")) return;
    event.preventDefault();
    event.stopPropagation();
    open();
  }, { capture: true });
}

function open() {
  const dialog = document.getElementById("palette");
  if (dialog.open) return;
  const input = dialog.querySelector("input");
  input.value = "";
  dialog.showModal();
  find(dialog, "");
  input.oninput = () => {
    clearTimeout(asked);
    asked = setTimeout(() => find(dialog, input.value), PAUSE);
  };
  dialog.onkeydown = (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation(); // the page behind it has keys, too
    move(dialog, event);
  };
}

async function find(dialog, text) {
  clearTimeout(asked);
  running?.abort();
  running = new AbortController();
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
  try {
    const response = await fetch(`/search?q=${encodeURIComponent(text)}`, { headers, signal: running.signal });
    const found = parse(await response.text()).querySelector(".found, .toast") ?? signIn();
    const results = dialog.querySelector(".results");
    if (results.contains(document.activeElement)) dialog.querySelector("input").focus(); // its row is replaced
    results.replaceChildren(found);
    adopt(results);
    shown = text;
  } catch (error) {
    if (error.name !== "AbortError") dialog.querySelector(".results").textContent = document.body.dataset.offline;
  }
}

// Leads to the first result of what is typed, which may not have come yet.
async function choose(dialog) {
  const text = dialog.querySelector("input").value;
  if (shown !== text) await find(dialog, text);
  if (shown === text && dialog.open) dialog.querySelector(".results :is(a, button)")?.click();
}

function move(dialog, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...dialog.querySelectorAll(".results a, .results button")];
  if (event.key === "Enter" && event.target.matches("input")) choose(dialog);
  else if (event.key === "Escape") dialog.close();
  else if (by) (links[links.indexOf(document.activeElement) + by] ?? dialog.querySelector("input")).focus();
  else return;
  event.preventDefault();
}
