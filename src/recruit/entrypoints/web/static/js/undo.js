// Undo of what the user has changed: the last change, or the action with an id.
import { send } from "./send.js";
import { toast } from "./toasts.js";

export async function undo(action) {
  const answer = await send(action ? `/actions/${action}/undo` : "/actions/undo", {});
  const isElsewhere = answer.record && !`${location.pathname}/`.startsWith(`${answer.record}/`);
  const record = isElsewhere ? link(answer.record) : null;
  toast(answer.message, { error: !answer.ok, status: answer.status, undo: record });
  const gone = answer.gone?.find((path) => `${location.pathname}/`.startsWith(`${path}/`));
  if (gone) location.assign(gone.slice(0, gone.lastIndexOf("/")));
  else if (answer.ok && !document.querySelector("[data-island=live]") && !isTyping()) location.reload();
}

export function undoButton(action) {
  const button = document.createElement("button");
  button.textContent = document.body.dataset.undo;
  button.addEventListener("click", () => undo(action));
  return button;
}

function link(path) {
  const element = document.createElement("a");
  Object.assign(element, { href: path, textContent: document.body.dataset.open });
  return element;
}

function isTyping() {
  return [...document.querySelectorAll("#main input, #main textarea")].some((field) => field.value !== field.defaultValue);
}
