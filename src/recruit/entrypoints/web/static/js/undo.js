// Undo of what the user has changed: the last change, or the action with an id.
import { send } from "./send.js";
import { toast } from "./toasts.js";

export async function undo(action) {
  const answer = await send(action ? `/actions/${action}/undo` : "/actions/undo", {});
  toast(answer.message, { error: !answer.ok, status: answer.status });
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

function isTyping() {
  return [...document.querySelectorAll("#main input, #main textarea")].some((field) => field.value !== field.defaultValue);
}
