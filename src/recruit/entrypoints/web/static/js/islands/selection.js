// A list with check boxes: the number of selected rows, and ranges with Shift.
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
  update();

  function set(some, checked) {
    for (const box of some) box.checked = checked;
    update();
  }

  function update() {
    const count = boxes.filter((box) => box.checked).length;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
    if (shown) shown.textContent = shown.dataset.text.replace("{count}", count);
  }
}
