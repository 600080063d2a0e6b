// A text that is shown once, with a button that copies it.
export function mount(element, signal) {
  const [input, button] = [element.querySelector("input"), element.querySelector("button")];
  const label = button.textContent;
  button.hidden = false;
  input.addEventListener("focus", () => input.select(), { signal });
  button.addEventListener(
    "click",
    async () => {
      if (!(await copy(input))) return; // the text is selected
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 3000);
    },
    { signal },
  );
}

// Returns whether the text was copied. Browsers have no clipboard for pages that come over plain HTTP from another machine,
// and may refuse the one that they have.
async function copy(input) {
  input.focus();
  const written = await navigator.clipboard?.writeText(input.value).then(() => true, () => false);
  return written || document.execCommand("copy");
}
