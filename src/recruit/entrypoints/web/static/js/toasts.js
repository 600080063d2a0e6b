// Short messages. They stay while the pointer or the focus is on them, else for ten seconds.
// One that `stays` goes when it is clicked. An error goes when a later request to its `path` succeeds.
const SHOWN_FOR = 10_000;

export function toast(text, { error = false, status = 0, undo = null, stays = false, path = "" } = {}) {
  const message = document.createElement("p");
  message.className = error ? "toast problem" : "toast";
  if (error) message.setAttribute("role", "alert");
  if (path) message.dataset.path = pathOf(path);
  message.textContent = text;
  if (undo) message.append(" ", undo);
  if (stays) {
    message.dataset.stays = "";
    message.addEventListener("click", () => message.remove());
  }
  if (status === 401) message.append(" ", signIn());
  document.getElementById("toasts").append(message); // where it expires, as the server's messages do
  undo?.addEventListener("click", () => setTimeout(() => message.remove())); // after the request has begun
}

// Removes what no longer holds after a request to `path` has succeeded: that others failed, or that the session has ended.
export function dismiss(path) {
  for (const message of document.querySelectorAll("#toasts .problem")) {
    if ("stays" in message.dataset || message.dataset.path === pathOf(path)) message.remove();
  }
}

function pathOf(address) {
  return new URL(address, location).pathname;
}

export function listenForToasts() {
  const toasts = document.getElementById("toasts");
  const added = (changes) => changes.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.matches?.(".toast"));
  if (toasts) new MutationObserver((changes) => added(changes).filter((one) => !("stays" in one.dataset)).forEach(expire)).observe(toasts, { childList: true });
}

function expire(message) {
  setTimeout(() => (message.matches(":hover, :focus-within") ? expire(message) : message.remove()), SHOWN_FOR);
}

// A link for a session that has ended: the page stays as it is.
export function signIn() {
  const element = document.createElement("a");
  Object.assign(element, { href: "/login", textContent: document.body.dataset.signIn, target: "_blank", rel: "noopener" });
  return element;
}
