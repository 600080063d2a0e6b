// The board: cards move by dragging, by keys and by a dialog. A card moves at once, and back if the server refuses.
import Sortable from "../../vendor/sortable.core.esm.js";
import { send } from "../send.js";
import { toast } from "../toasts.js";
import { undoButton } from "../undo.js";
import { openDialog } from "../dialogs.js";

export function mount(board, signal) {
  board.addEventListener("keydown", (event) => onKey(board, event), { signal });
  pickStage(board, signal);
  board.addEventListener("click", onMenu, { signal, capture: true }); // before htmx follows the link
  if (!("movable" in board.dataset)) return;
  const lists = [...board.querySelectorAll(".column > ul")].map((list) =>
    Sortable.create(list, {
      group: "board",
      sort: false,
      draggable: ".card",
      delay: 150,
      delayOnTouchOnly: true,
      onAdd: ({ item, from, to }) => moved(item, from, to),
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

async function moved(card, from, to) {
  const [source, target] = [from, to].map((list) => list.closest(".column"));
  if ("needsReason" in target.dataset) {
    from.prepend(card);
    return openMove(card, `stage=${encodeURIComponent(target.dataset.stage)}`);
  }
  count(source, -1);
  count(target, 1);
  const fields = { stage: target.dataset.stage, before: source.dataset.stage };
  const answer = await send(`/applications/${card.dataset.id}/move`, fields);
  if (answer.ok) {
    toast(`${card.dataset.name} → ${target.dataset.stageName}`, { undo: answer.action ? undoButton(answer.action) : null });
    return;
  }
  from.prepend(card);
  count(source, 1);
  count(target, -1);
  toast(answer.message, { error: true, status: answer.status });
}

function onKey(board, event) {
  const card = event.target.closest(".card");
  if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
  const column = card.closest(".column");
  const [columns, cards] = [[...board.querySelectorAll(".column")], [...column.querySelectorAll(".card")]];
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const along = { ArrowUp: -1, ArrowDown: 1, k: -1, j: 1 }[event.key];
  if (sideways && event.shiftKey && "movable" in board.dataset) {
    const next = columns[columns.indexOf(column) + sideways];
    if (next) {
      const [from, to] = [column, next].map((one) => one.querySelector("ul"));
      to.prepend(card);
      card.querySelector("a").focus();
      moved(card, from, to);
    }
  } else if (sideways) {
    const others = columns.slice(columns.indexOf(column) + (sideways > 0 ? 1 : 0), sideways > 0 ? undefined : columns.indexOf(column));
    (sideways > 0 ? others : others.reverse()).find((one) => one.querySelector(".card"))?.querySelector(".card a").focus();
  } else if (along) cards[cards.indexOf(card) + along]?.querySelector("a").focus();
  else if (event.key === "m" && "movable" in board.dataset) openMove(card);
  else if (event.key === "r" && "movable" in board.dataset) openMove(card, "place=rejection");
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function onMenu(event) {
  const link = event.target.closest(".card .more");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  openMove(link.closest(".card"));
}

function openMove(card, query = "") {
  openDialog(`/applications/${card.dataset.id}/move?${query}`);
}

function count(column, by) {
  const shown = column.querySelector("[data-count]");
  shown.textContent = Number(shown.textContent.replace(/\D/g, "")) + by;
}
