// A list of stages: rows are moved, removed and added in the browser, and saved with the form.
export function mount(element, signal) {
  const body = element.querySelector("tbody");
  let made = 0;

  function add() {
    const row = element.querySelector("template").content.firstElementChild.cloneNode(true);
    made += 1;
    for (const field of row.querySelectorAll("[name], [value]")) {
      for (const name of ["name", "value"]) {
        const text = field.getAttribute(name);
        if (text) field.setAttribute(name, text.replace(/\bnew$/, `added${made}`));
      }
    }
    body.append(row);
    row.querySelector("input:not([type=hidden])").focus();
  }

  element.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest("button[name=do]");
      if (!button) return;
      event.preventDefault();
      const row = button.closest("tr");
      const [edit] = button.value.split(" ");
      if (edit === "add") add();
      else if (edit === "up") row.previousElementSibling?.before(row);
      else if (edit === "down") row.nextElementSibling?.after(row);
      else {
        const next = row.nextElementSibling ?? row.previousElementSibling;
        row.remove();
        (next ?? element).querySelector("input:not([type=hidden]), button")?.focus();
      }
      if (edit === "up" || edit === "down") button.focus();
    },
    { signal },
  );
}
