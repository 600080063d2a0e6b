// The form of a what-if ranking: a requirement that is added gets a row, and a slider follows the number beside it.
export function mount(form, signal) {
  const added = form.elements.add;
  const button = form.querySelector("[data-add]");
  const blank = form.querySelector("template").content.firstElementChild;
  const rows = form.querySelector("[data-requirements]");
  button.hidden = false;

  button.addEventListener("click", add, { signal });
  added.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      add();
    },
    { signal },
  );
  added.addEventListener("input", (event) => event.stopPropagation(), { signal }); // half a word isn't tried

  for (const slider of form.querySelectorAll("[data-weight]")) {
    const number = slider.nextElementSibling;
    const usual = number.placeholder;
    slider.addEventListener("input", () => (number.value = slider.value), { signal });
    number.addEventListener("input", () => (slider.value = number.value || usual), { signal });
  }

  function add() {
    const names = added.value.split(",").map((name) => name.trim());
    for (const name of names.filter(Boolean)) {
      const row = blank.cloneNode(true);
      const [text, field, need] = row.children;
      text.textContent = text.title = field.value = name;
      need.ariaLabel = `${need.ariaLabel} ${name}`.trim();
      rows.append(row);
    }
    added.value = "";
    rows.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
