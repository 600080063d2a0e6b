// Keys of the whole console. A key that types into a field is left alone. `keys.py` lists all keys for readers.
import { openDialog } from "./dialogs.js";
import { undo } from "./undo.js";

const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
const MOVES = ["j", "k", "ArrowDown", "ArrowUp"];
let waitsForPlace = false;

export function listen() {
  document.addEventListener("keydown", onKey, { capture: true });
}

function onKey(event) {
  const single = event.key.length === 1;
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(`${FIELDS}, #palette`)) return;
  if (document.querySelector("dialog[open]") || (single && "keys" in document.body.dataset)) {
    event.stopImmediatePropagation(); // islands have keys, too
    return;
  }
  if (event.repeat && !MOVES.includes(event.key)) return; // a key that is held acts once
  const goes = waitsForPlace;
  waitsForPlace = event.key === "g";
  const row = event.target.closest?.("[data-row], .card");
  const named = (name) =>
    row?.querySelector(`[data-row-key="${CSS.escape(name)}"]`) ?? document.querySelector(`[data-key="${CSS.escape(name)}"]`);
  if (goes && single) document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
  else if (event.key === "/") focus(document.querySelector(".filters input"), event);
  else if (event.key === "z") undo();
  else if (/^[1-6]$/.test(event.key)) moveToStage(event);
  else if (event.key === "j" || event.key === "ArrowDown") move(1, event);
  else if (event.key === "k" || event.key === "ArrowUp") move(-1, event);
  else if (single && event.key !== " ") {
    const field = document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
    if (field) focus(field, event);
    else click(named(event.key), event);
  }
}

function move(by, event) {
  if (event.target.closest(".card")) return; // the board's own keys
  const rows = [...document.querySelectorAll("[data-row], .card")]
    .map((row) => row.querySelector("th a, a, button"))
    .filter((one) => one?.checkVisibility());
  if (!rows.length) {
    const neighbour = by > 0 ? "next" : "prev"; // of the record or the page that is shown
    if (event.key.length === 1) document.querySelector(`#main [rel=${neighbour}]`)?.click();
    return;
  }
  const at = rows.findIndex((one) => one.closest("[data-row], .card").contains(document.activeElement));
  focus(rows[Math.max(0, Math.min(rows.length - 1, at + by))], event);
}

// The form of a move, with the stage of that number chosen: Enter sends it.
function moveToStage(event) {
  const link = document.querySelector('#main a[data-key="m"]');
  if (!link) return;
  event.preventDefault();
  openDialog(`${link.getAttribute("href")}&place=${event.key}`, ".primary");
}

// The key must not be typed into the field that a click focuses.
function click(element, event) {
  if (!element) return;
  event.preventDefault();
  element.click();
}

function focus(element, event) {
  if (!element) return;
  event.preventDefault();
  element.focus();
}
