// A text in a field or a link, with a button that copies it.
export function mount(element, signal) {
  const [source, button] = [element.querySelector("input, a"), element.querySelector("button")];
  const label = [...button.childNodes];
  button.hidden = false;
  if (source.matches("input")) source.addEventListener("focus", () => source.select(), { signal });
  button.addEventListener(
    "click",
    async () => {
      if (!(await copy(source))) return; // the text is selected
      button.textContent = button.dataset.done;
      setTimeout(() => button.replaceChildren(...label), 3000);
    },
    { signal },
  );
}

// Returns whether the text was copied. Browsers have no clipboard for pages that come over plain HTTP from another machine,
// and may refuse the one that they have.
async function copy(source) {
  if (source.matches("input")) source.focus();
  else getSelection().selectAllChildren(source);
  const written = await navigator.clipboard?.writeText(source.value ?? source.textContent).then(() => true, () => false);
  return written || document.execCommand("copy");
}
