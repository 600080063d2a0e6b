// The board: cards move by dragging, by keys, by a menu and by a dialog. A card moves at once, and back if the server
// refuses.
import "../../vendor/sortable.min.js"; // no module: it defines self.Sortable
import { send } from "../send.js";
import { toast } from "../toasts.js";
import { undoButton } from "../undo.js";
import { openDialog } from "../dialogs.js";
import { adopt, read } from "../parts.js";
import { mount as copies } from "./copy.js";

const opened = new Set(); // columns of final stages that the reader has unfolded, as addresses

// The place of the open menu. With a style of its own, htmx would copy it, which the content policy refuses.
const place = new CSSStyleSheet();
document.adoptedStyleSheets.push(place);

export function mount(board, signal) {
  board.addEventListener("keydown", (event) => onKey(board, event), { signal });
  pickStage(board, signal);
  unfold(board, signal);
  board.addEventListener("beforetoggle", ({ target, newState }) => newState === "open" && placePopup(target), { signal, capture: true });
  board.addEventListener("click", (event) => onMenu(board, event, signal), { signal, capture: true }); // before htmx
  if (!("movable" in board.dataset)) return;
  document.getElementById("dialog").addEventListener("submit", (event) => onSubmit(board, event), { signal, capture: true });
  drag(board, signal);
}

// Sortable carries a card, and leaves it where it is: the whole column under the pointer is what takes it, open or folded.
// The card itself shows its place, at the top of that column, or where it was if there is none.
function drag(board, signal) {
  let card, home, below, target;
  const over = (column) => {
    if (column === target) return;
    target?.classList.remove("over");
    column?.classList.add("over");
    target = column;
    if (!column || column.contains(home)) return putBack(card, below, home);
    const list = column.querySelector(":scope > ul");
    list.prepend(card);
    list.scrollTop = 0;
  };
  const track = ({ clientX, clientY }) => {
    if (card) over(document.elementFromPoint(clientX, clientY)?.closest(".column"));
  };
  document.addEventListener("pointermove", track, { signal }); // of fingers
  document.addEventListener("dragover", (event) => {
    track(event);
    if (target) event.preventDefault(); // it may be dropped here
  }, { signal });
  for (const name of ["dragend", "pointercancel"]) { // before Sortable: a drag that ends without a drop
    document.addEventListener(name, () => card && over(null), { signal, capture: true });
  }
  const lists = [...board.querySelectorAll(".column > ul")].map((list) =>
    self.Sortable.create(list, {
      scroll: false, // browsers scroll themselves
      sort: false,
      draggable: ".card",
      filter: ".popup, .more, .pick",
      preventOnFilter: false,
      delay: 150,
      delayOnTouchOnly: true,
      onStart: ({ item }) => [card, home, below] = [item, item.parentElement, item.nextElementSibling],
      onEnd: ({ item, from, to }) => {
        target?.classList.remove("over");
        card = target = null;
        if (from !== to) moved(item, below, from, to);
      },
    }),
  );
  signal.addEventListener("abort", () => lists.forEach((list) => list.destroy()));
}

// Small screens show one stage at a time.
function pickStage(board, signal) {
  const picker = document.getElementById("stage-picker");
  const show = () => {
    for (const column of board.querySelectorAll(".column")) column.classList.toggle("shown", column.id === picker.value);
  };
  picker.addEventListener("change", () => {
    history.replaceState(history.state, "", `#${picker.value}`); // Back returns to this stage
    show();
  }, { signal });
  const asked = location.hash.slice(1);
  if ([...picker.options].some((option) => option.value === asked)) picker.value = asked;
  show();
}

// Columns of final stages are folded until they are asked for. Cards can be dropped on them.
function unfold(board, signal) {
  for (const column of board.querySelectorAll(".folded")) if (opened.has(addressOf(column))) fold(column, false);
  const asked = board.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`);
  if (asked) {
    fold(asked, false);
    asked.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  board.addEventListener("click", ({ target }) => {
    const column = target.closest(".column");
    if (!target.closest(".fold") && !(column?.matches(".folded") && !target.closest("a, button"))) return;
    fold(column, !column.matches(".folded"));
  }, { signal });
}

function addressOf(column) {
  return `${location.pathname} ${column.id}`;
}

function fold(column, folded) {
  const button = column.querySelector(".fold");
  if (!button) return;
  column.classList.toggle("folded", folded);
  button.ariaExpanded = String(!folded);
  opened[folded ? "delete" : "add"](addressOf(column));
}

// A menu opens below its button, or above it where there is no room. It is above everything, so that nothing cuts it off.
function placePopup(menu) {
  const button = menu.parentElement.querySelector(".more").getBoundingClientRect();
  requestAnimationFrame(() => {
    const { width, height } = menu.getBoundingClientRect();
    const fits = button.bottom + height + 8 < innerHeight;
    const left = Math.max(8, Math.min(button.right - width, innerWidth - width - 8));
    const top = Math.max(8, fits ? button.bottom + 4 : Math.min(button.top - height - 4, innerHeight - height - 8));
    place.replaceSync(`.popup { left: ${left}px; top: ${top}px; }`);
  });
}

// The card was above `below`, if anything.
async function moved(card, below, from, to) {
  const [source, target] = [from, to].map((list) => list.closest(".column"));
  if ("needsReason" in target.dataset) {
    putBack(card, below, from);
    return openMove(card, `stage=${encodeURIComponent(target.dataset.stage)}`);
  }
  count(source, -1);
  count(target, 1);
  const fields = { stage: target.dataset.stage, before: source.dataset.stage };
  const path = `/applications/${card.dataset.id}/move`;
  const answer = await send(path, fields);
  if (answer.ok) return announce(card, target, answer);
  if (card.isConnected) { // else the board was read again meanwhile, and has it where it belongs
    putBack(card, below, from);
    count(source, 1);
    count(target, -1);
  }
  toast(answer.message, { error: true, status: answer.status, path });
}

// To its place, or to the top if the card that was below it has moved meanwhile.
function putBack(card, below, list) {
  const isFocused = card.contains(document.activeElement);
  list.insertBefore(card, below && below.parentElement !== list ? list.firstElementChild : (below ?? null));
  if (isFocused) focusOn(card);
}

function announce(card, target, { action }) {
  toast(`${card.querySelector(".name").textContent} → ${target.dataset.stageName}`, { undo: action ? undoButton(action) : null });
}

function move(card, column) {
  const [from, below] = [card.closest("ul"), card.nextElementSibling];
  put(card, column);
  return moved(card, below, from, card.closest("ul"));
}

// The focus goes to the next card, so that a column can be worked through.
function put(card, column) {
  const next = card.nextElementSibling ?? card.previousElementSibling;
  column.querySelector(":scope > ul").prepend(card);
  focusOn(next?.matches(".card") ? next : card);
}

// The dialog's form moves the card where it is. The server's page shows what it refuses. Without a connection it stays.
async function onSubmit(board, event) {
  const form = event.target;
  const card = board.querySelector(`[data-id="${CSS.escape(form.getAttribute("action")?.match(/^\/applications\/(\d+)\/move$/)?.[1])}"]`);
  if (!card || "refused" in form.dataset) return;
  event.preventDefault();
  event.stopPropagation(); // before htmx sends the form
  if ("sent" in form.dataset) return;
  form.dataset.sent = "";
  const answer = await send(form.getAttribute("action"), new FormData(form));
  if (answer.status === 0) {
    delete form.dataset.sent;
    return complain(form, answer.message);
  }
  if (!answer.ok) {
    form.dataset.refused = "";
    form.requestSubmit();
    return;
  }
  form.closest("dialog").close();
  const [source, target] = [card.closest(".column"), board.querySelector(`[data-stage="${CSS.escape(answer.stage)}"]`)];
  if (source === target) focusOn(card);
  else {
    put(card, target);
    count(source, -1);
    count(target, 1);
  }
  announce(card, target, answer);
}

// In the dialog, as the rest of the page is out of reach.
function complain(form, message) {
  const problem = form.querySelector(".problem") ?? document.createElement("p");
  problem.className = "problem";
  problem.role = "alert";
  problem.textContent = message;
  form.prepend(problem);
}

function onKey(board, event) {
  const card = event.target.closest(".card");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(".popup")) return onMenuKey(event);
  const column = card.closest(".column");
  const [columns, cards] = [[...board.querySelectorAll(".column")], [...column.querySelectorAll(".card")]];
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const along = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 }[event.key];
  if (sideways && event.shiftKey && "movable" in board.dataset) {
    const next = columns[columns.indexOf(column) + sideways];
    if (next) {
      fold(next, false);
      move(card, next);
      focusOn(card);
    }
  } else if (sideways) {
    const others = columns.slice(columns.indexOf(column) + (sideways > 0 ? 1 : 0), sideways > 0 ? undefined : columns.indexOf(column));
    const open = (sideways > 0 ? others : others.reverse()).map((one) => one.querySelector(".card"));
    focusOn(open.find((one) => one?.checkVisibility()));
  } else if (along) focusOn(cards[cards.indexOf(card) + along]);
  else if (event.key === "m" && "movable" in board.dataset) openMove(card);
  else if (event.key === "r" && "movable" in board.dataset) openMove(card, "place=rejection");
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onMenuKey(event) {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  event.stopPropagation();
  if (!by) return;
  const items = [...event.target.closest(".popup").querySelectorAll("a, button:enabled")];
  items.at((items.indexOf(event.target) + by) % items.length).focus();
  event.preventDefault();
}

function onMenu(board, event, signal) {
  const link = event.target.closest(".card .more");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  const card = link.closest(".card");
  const menu = document.getElementById("card-menu").content.firstElementChild.cloneNode(true);
  const address = card.querySelector(".name").getAttribute("href");
  menu.querySelector("[data-review]").href = address;
  menu.querySelector("[data-notes]")?.setAttribute("href", address.replace("?", "/notes?"));
  menu.querySelector(`[data-to="${CSS.escape(card.closest(".column").dataset.stage)}"]`).disabled = true;
  menu.addEventListener("click", ({ target }) => {
    const { to, open } = target.closest("button")?.dataset ?? {};
    if (to === undefined && open === undefined) return;
    menu.hidePopover();
    if (open !== undefined) openMove(card, open);
    else move(card, board.querySelector(`[data-stage="${CSS.escape(to)}"]`));
  });
  menu.addEventListener("toggle", ({ newState }) => newState === "closed" && menu.remove());
  card.append(menu);
  menu.showPopover();
  menu.querySelector("button:enabled").focus();
  addContacts(menu, address.replace("?", "/profile?"), signal);
}

// Adds the addresses of the person, with links to write to them and to call them, from the head of their pages.
async function addContacts(menu, address, signal) {
  const { page } = await read(address, { signal, isQuiet: true });
  for (const contact of page?.querySelectorAll(".contact") ?? []) {
    const row = document.createElement("li");
    row.append(contact);
    menu.append(row);
    adopt(row);
    copies(contact, signal);
  }
  if (menu.isConnected) placePopup(menu);
}

function focusOn(card) {
  card?.querySelector(".name").focus();
}

function openMove(card, query = "") {
  openDialog(`/applications/${card.dataset.id}/move?${query}`);
}

// With a filter, the numbers come with the server's answer to the change.
function count(column, by) {
  if ("filtered" in column.parentElement.dataset) return;
  const shown = column.querySelector("[data-count]");
  shown.textContent = Number(shown.textContent.replace(/\D/g, "")) + by;
}
