// Rows or cards with check boxes: the number of selected ones, ranges with Shift, and a selection that is there again after
// Back: it is kept with the entry of the browser's history. Boxes may come and go, as on a board that others change.
export function mount(form, signal) {
  const boxes = () => [...form.elements].filter((one) => one.name === "id");
  const shown = form.querySelector("[data-selected]");
  const every = form.querySelector("[name=all]"); // also of the other pages
  const head = form.querySelector("thead .select");
  const all = document.createElement("input");
  let last = null;

  if (head) {
    all.type = "checkbox";
    all.setAttribute("aria-label", head.textContent.trim());
    const label = document.createElement("label");
    label.append(all);
    head.replaceChildren(label);
    all.addEventListener("change", () => set(boxes(), all.checked), { signal });
  }

  document.addEventListener(
    "click",
    (event) => {
      const some = boxes();
      const [at, from] = [some.indexOf(event.target), some.indexOf(last)];
      if (at < 0) return;
      if (event.shiftKey && from >= 0) {
        set(some.slice(Math.min(at, from), Math.max(at, from) + 1), event.target.checked);
      }
      last = event.target;
    },
    { signal },
  );
  document.addEventListener("change", ({ target }) => target.form === form && update(), { signal });
  form.addEventListener(
    "reset",
    (event) => {
      event.preventDefault(); // it would set the boxes later than this
      set([all, ...(every ? [every] : []), ...boxes()], false);
    },
    { signal },
  );
  const live = document.getElementById("live");
  if (live) {
    const watch = new MutationObserver(restore);
    watch.observe(live, { childList: true, subtree: true });
    signal.addEventListener("abort", () => watch.disconnect());
  }
  restore();

  function restore() {
    const kept = new Set(history.state?.selected);
    for (const box of boxes()) box.checked ||= kept.has(box.value);
    update();
  }

  function set(some, checked) {
    for (const box of some) box.checked = checked;
    update();
  }

  function update() {
    const present = boxes();
    const selected = present.filter((box) => box.checked).map((box) => box.value);
    all.checked = selected.length === present.length;
    all.indeterminate = selected.length > 0 && !all.checked;
    if (every && !selected.length) every.checked = false;
    const number = every?.checked ? every.labels[0].textContent : shown?.dataset.text.replace("{count}", selected.length);
    if (shown && shown.textContent !== number) shown.textContent = number;
    if (selected.length || history.state?.selected) history.replaceState({ ...history.state, selected }, "");
  }
}
