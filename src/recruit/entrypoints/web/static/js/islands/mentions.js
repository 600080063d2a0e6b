// A form for a note: `@` and letters offer the members in `#mentions`, whose names are put into the text. The field stays a
// text field for screen readers, as HTML allows no other role for it; they read the option that `aria-activedescendant` names.
const TYPED = /(?<![\p{L}\p{N}_.+-])@((?:\p{L}[\p{L}\p{M}\p{N}'’. -]{0,60})?)$/u;
const MOST = 8;
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function mount(form, signal) {
  const field = form.querySelector("textarea");
  const source = document.getElementById("mentions");
  if (!source) return;
  const list = document.createElement("ul");
  list.id = `${field.id}-mentions`;
  list.className = "mentions";
  list.role = "listbox";
  list.ariaLabel = source.dataset.label;
  let start = -1; // where the `@` is
  let closed = -1; // where one is whose list was closed

  const announce = () => {
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
  };
  const close = () => {
    closed = start;
    list.remove();
    field.removeAttribute("aria-controls");
    field.removeAttribute("aria-activedescendant");
  };
  const select = (option) => {
    for (const one of list.children) one.ariaSelected = String(one === option);
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };
  const offer = () => {
    const typed = field.selectionStart === field.selectionEnd && TYPED.exec(field.value.slice(0, field.selectionStart));
    start = typed ? typed.index : -1;
    if (start === -1) closed = -1;
    const found = typed && start !== closed ? matching(source, typed[1], visibility(form) === "recruiters") : [];
    if (!found.length) return list.isConnected && close();
    list.replaceChildren(...found.map((member, number) => option(member, `${list.id}-${number}`)));
    field.after(list);
    list.style.insetBlockStart = `${field.offsetTop + field.offsetHeight}px`;
    list.style.insetInlineStart = `${field.offsetLeft}px`;
    field.setAttribute("aria-controls", list.id);
    select(list.firstElementChild);
  };
  const choose = (option) => {
    field.setRangeText(`${option.dataset.value} `, start, field.selectionStart, "end");
    close();
    field.focus();
  };
  field.addEventListener("focus", announce, { signal }); // htmx sets the attributes of new fields after they are mounted
  field.addEventListener("input", offer, { signal });
  field.addEventListener("blur", () => list.isConnected && close(), { signal });
  field.addEventListener(
    "keydown",
    (event) => {
      if (!list.isConnected || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      const options = [...list.children];
      const at = options.findIndex((one) => one.ariaSelected === "true");
      if (event.key === "ArrowDown") select(options[(at + 1) % options.length]);
      else if (event.key === "ArrowUp") select(options.at(at - 1));
      else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) choose(options[at]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal },
  );
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", ({ target }) => target.closest("li") && choose(target.closest("li")));
  signal.addEventListener("abort", () => list.remove());
}

// Returns the members with a name, or a part of one, that begins with what was typed. Not all may read a restricted note.
function matching(source, typed, isRestricted) {
  const wanted = folded(typed);
  const begins = ({ text }) => [folded(text), ...folded(text).split(/\s+/)].some((name) => name.startsWith(wanted));
  return [...source.options].filter((one) => begins(one) && !(isRestricted && one.dataset.visibility !== "recruiters")).slice(0, MOST);
}

function option(member, id) {
  const item = document.createElement("li");
  Object.assign(item, { id, role: "option", textContent: member.text });
  item.dataset.value = member.value;
  return item;
}

function visibility(form) {
  return form.dataset.visibility ?? form.elements.visibility?.value;
}
