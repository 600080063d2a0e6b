// The filters of a list. The address has only those that are set; a new one is chosen by its name, and then given a value.
export function mount(form, signal) {
  form.addEventListener(
    "formdata",
    ({ formData }) => {
      for (const [name, value] of [...formData]) if (!value) formData.delete(name);
    },
    { signal },
  );
  for (const select of form.querySelectorAll("select")) {
    select.addEventListener("change", () => form.requestSubmit(), { signal });
  }
  for (const menu of form.querySelectorAll("details")) {
    menu.addEventListener("toggle", () => menu.open && menu.querySelector(FIELD)?.focus(), { signal });
  }
  const adding = form.querySelector("[data-new]");
  if (adding) chooseFirst(adding, signal);
}

const FIELD = "button:not([hidden] *), input:not([hidden] *), select:not([hidden] *)";

function chooseFirst(menu, signal) {
  const fields = [...menu.querySelectorAll("label")];
  const apply = menu.querySelector("button");
  const names = document.createElement("ul");
  for (const field of fields) {
    const name = document.createElement("button");
    name.type = "button";
    name.textContent = field.firstChild.textContent;
    name.addEventListener("click", () => show(field), { signal });
    const item = document.createElement("li");
    item.append(name);
    names.append(item);
  }
  apply.parentElement.prepend(names);
  menu.addEventListener("toggle", () => menu.open || show(null), { signal });
  show(null);

  function show(chosen) {
    names.hidden = chosen !== null;
    apply.hidden = chosen === null;
    for (const field of fields) field.hidden = field !== chosen;
    chosen?.querySelector(FIELD).focus();
  }
}
