// The chat beside the page: the content of the page `/chat`. It stays when the page changes, and comes back where a form
// has loaded a new page.
import { mountAll } from "./islands.js";
import { read } from "./parts.js";
import { toast } from "./toasts.js";

const OPEN = "recruit-chat-open";
const CONVERSATION = "recruit-chat";
const COVERS = matchMedia("(width < 64rem)"); // the page that a link leads to
let loading = null;

export function listenForChat() {
  const panel = document.getElementById("chat-panel");
  if (!panel) return;
  if (sessionStorage.getItem(OPEN)) show(panel);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-chat], a[data-ask]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // before htmx follows the link
    link.closest("dialog")?.close();
    ask(panel, link.dataset.ask);
  }, { capture: true });
  panel.addEventListener("conversation", ({ detail }) => {
    sessionStorage.setItem(CONVERSATION, detail);
    panel.querySelector("[data-full]").href = place();
  });
  panel.addEventListener("click", ({ target }) => {
    if (target.closest("[data-new]")) begin(panel);
    else if (target.closest("[data-hide], [data-full]") || (COVERS.matches && target.closest(".messages a"))) hide(panel);
  });
  panel.addEventListener("keydown", (event) => event.key === "Escape" && hide(panel));
}

function place() {
  const conversation = sessionStorage.getItem(CONVERSATION);
  return conversation ? `/chat?conversation=${conversation}` : "/chat";
}

async function ask(panel, question) {
  if (!document.querySelector("#main .chat")) await show(panel);
  const chat = document.querySelector("#main .chat") ?? panel.querySelector(".chat");
  chat?.querySelector("textarea").focus();
  if (question) chat?.dispatchEvent(new CustomEvent("ask", { detail: question }));
}

async function show(panel) {
  document.getElementById("menu").hidePopover();
  panel.hidden = false;
  sessionStorage.setItem(OPEN, "yes");
  if (panel.querySelector(".chat")) return;
  loading ??= load(panel).finally(() => (loading = null));
  await loading;
}

async function load(panel) {
  panel.querySelector("[data-full]").href = place();
  let { response, page } = await read(place());
  if (response?.status === 404) {
    sessionStorage.removeItem(CONVERSATION); // it was another user's, or is gone
    ({ response, page } = await read(place()));
  }
  const chat = page?.querySelector(".chat");
  if (!chat) {
    hide(panel);
    const message = page?.querySelector("#main [role=alert]")?.textContent ?? "";
    if (page) toast(message, { error: true, status: response.redirected ? 401 : response.status });
    return;
  }
  panel.append(chat);
  await mountAll();
  chat.querySelector(".messages").lastElementChild?.scrollIntoView({ block: "nearest" });
}

async function begin(panel) {
  sessionStorage.removeItem(CONVERSATION);
  panel.querySelector(".chat")?.remove();
  await ask(panel);
}

function hide(panel) {
  panel.hidden = true;
  sessionStorage.removeItem(OPEN);
  document.querySelector("a[data-chat]").focus();
}
