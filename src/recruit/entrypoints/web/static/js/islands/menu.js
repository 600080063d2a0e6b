// A menu that is a <details>: it closes by Escape, and when something else is chosen or focused.
export function mount(menu, signal) {
  const close = ({ target }) => {
    if (!menu.contains(target)) menu.open = false;
  };
  document.addEventListener("pointerdown", close, { signal });
  // A press on a text in the menu focuses `#main`, which is around it. Chromium crashes if the text disappears meanwhile.
  document.addEventListener("focusin", (event) => event.target.contains(menu) || close(event), { signal });
  menu.addEventListener("toggle", () => menu.open && menu.querySelector(".pop :is(input:not([type=hidden]), select)")?.focus(), { signal });
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
