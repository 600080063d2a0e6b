// Short messages. They stay while the pointer or the focus is on them, else for ten seconds.
const SHOWN_FOR = 10_000;

export function toast(text, { error = false } = {}) {
  const message = document.createElement("p");
  message.className = error ? "toast problem" : "toast";
  if (error) message.setAttribute("role", "alert");
  message.textContent = text;
  document.getElementById("toasts").append(message);
  expire(message);
}

export function expire(message) {
  setTimeout(() => (message.matches(":hover, :focus-within") ? expire(message) : message.remove()), SHOWN_FOR);
}
