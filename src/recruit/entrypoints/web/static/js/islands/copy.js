// A text that is shown once, with a button that copies it.
export function mount(element, signal) {
  const [input, button] = [element.querySelector("input"), element.querySelector("button")];
  const label = button.textContent;
  button.hidden = false;
  input.addEventListener("focus", () => input.select(), { signal });
  button.addEventListener(
    "click",
    async () => {
      await copy(input);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 3000);
    },
    { signal },
  );
}

// Browsers have no clipboard for pages that come over plain HTTP from another machine.
async function copy(input) {
  input.focus();
  if (navigator.clipboard) await navigator.clipboard.writeText(input.value).catch(() => {});
  else document.execCommand("copy");
}
