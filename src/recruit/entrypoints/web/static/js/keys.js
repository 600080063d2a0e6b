// Keys of the whole console. A key that types into a field is left alone.
import { undo } from "./undo.js";

const FIELDS = "input, textarea, select, [contenteditable]";
const PLACES = { i: "/inbox", j: "/jobs", c: "/candidates" };
let waitsForPlace = false;

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELDS)) return;
    if (waitsForPlace && PLACES[event.key]) document.querySelector(`.nav a[href="${PLACES[event.key]}"]`)?.click();
    else if (event.key === "/") focus(document.querySelector(".filters input"), event);
    else if (event.key === "j" || event.key === "ArrowDown") move(1, event);
    else if (event.key === "k" || event.key === "ArrowUp") move(-1, event);
    else if (event.key === "z") undo();
    else if (event.key.length === 1) document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
    waitsForPlace = event.key === "g";
  });
}

function move(by, event) {
  const rows = [...document.querySelectorAll("[data-row] th a")];
  if (!rows.length) {
    const neighbour = by > 0 ? "next" : "prev"; // of the record or the page that is shown
    if (event.key.length === 1) document.querySelector(`#main [rel=${neighbour}]`)?.click();
    return;
  }
  const at = rows.indexOf(document.activeElement);
  focus(rows[Math.max(0, Math.min(rows.length - 1, at + by))], event);
}

function focus(element, event) {
  if (!element) return;
  event.preventDefault();
  element.focus();
}
