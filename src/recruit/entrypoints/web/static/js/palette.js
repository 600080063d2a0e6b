// The command palette: a dialog over the page `/search`, opened by Ctrl+K.
import { parse } from "./trusted.js";

const PAUSE = 80;
let asked;

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
  dialog.onkeydown = (event) => move(dialog, event);
}

let running;

async function find(dialog, text) {
  running?.abort();
  running = new AbortController();
  const headers = { "HX-Request": "true", "HX-Request-Type": "partial" };
  try {
    const response = await fetch(`/search?q=${encodeURIComponent(text)}`, { headers, signal: running.signal });
    if (!response.ok) return;
    const found = parse(await response.text()).querySelector(".found");
    const results = dialog.querySelector(".results");
    if (results.contains(document.activeElement)) dialog.querySelector("input").focus(); // its row is replaced
    results.replaceChildren(found);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

function move(dialog, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...dialog.querySelectorAll(".results a, .results button")];
  if (event.key === "Enter" && event.target.matches("input") && links.length) links[0].click();
  else if (event.key === "Escape") dialog.close();
  else if (by) (links[links.indexOf(document.activeElement) + by] ?? dialog.querySelector("input")).focus();
  else return;
  event.preventDefault();
}
