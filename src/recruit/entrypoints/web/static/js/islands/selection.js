// A list with check boxes: the number of selected rows, ranges with Shift, and a selection that is there again after Back:
// it is kept with the entry of the browser's history.
export function mount(form, signal) {
  const boxes = [...form.querySelectorAll("input[name=id]")];
  const shown = form.querySelector("[data-selected]");
  const head = form.querySelector("thead .select");
  if (!boxes.length || !head) return;
  let last = null;

  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", head.textContent.trim());
  const label = document.createElement("label");
  label.append(all);
  head.replaceChildren(label);
  all.addEventListener("change", () => set(boxes, all.checked), { signal });

  form.addEventListener(
    "click",
    (event) => {
      const at = boxes.indexOf(event.target);
      if (at < 0) return;
      if (event.shiftKey && last !== null) {
        set(boxes.slice(Math.min(at, last), Math.max(at, last) + 1), event.target.checked);
      }
      last = at;
    },
    { signal },
  );
  form.addEventListener("change", update, { signal });
  form.addEventListener(
    "reset",
    (event) => {
      event.preventDefault(); // it would set the boxes later than this
      set([all, ...boxes], false);
    },
    { signal },
  );
  const kept = new Set(history.state?.selected);
  for (const box of boxes) box.checked ||= kept.has(box.value);
  update();

  function set(some, checked) {
    for (const box of some) box.checked = checked;
    update();
  }

  function update() {
    const selected = boxes.filter((box) => box.checked).map((box) => box.value);
    all.checked = selected.length === boxes.length;
    all.indeterminate = selected.length > 0 && !all.checked;
    if (shown) shown.textContent = shown.dataset.text.replace("{count}", selected.length);
    if (selected.length || history.state?.selected) history.replaceState({ ...history.state, selected }, "");
  }
}
