// A page stays as it is when the user signs out in another tab, with what was typed, and says so.
import { toast } from "./toasts.js";

const tabs = new BroadcastChannel("signed-out");

export function listenForSignOut() {
  tabs.addEventListener("message", sessionEnded);
  document.addEventListener("submit", ({ target }) => {
    if (target.getAttribute("action") === "/logout") tabs.postMessage(null);
  });
}

export function sessionEnded() {
  const { ended } = document.body.dataset;
  if (ended && !document.querySelector(".toast[data-stays]")) toast(ended, { error: true, status: 401, stays: true });
}
