// A menu that is a <details>: it closes by Escape, and when something else is chosen or focused.
export function mount(menu, signal) {
  const close = (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  };
  document.addEventListener("pointerdown", close, { signal });
  document.addEventListener("focusin", close, { signal });
  menu.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
      event.stopPropagation();
    },
    { signal },
  );
}
