// Requirements and their marks in a document: choosing one shows the other. `e` and `Shift+e` go through the evidence.
export function mount(review, signal) {
  const paper = review.querySelector(".paper");
  const numbers = [...review.querySelectorAll("[data-number]")].map((one) => one.dataset.number);
  let chosen = null;

  review.addEventListener(
    "click",
    (event) => {
      const mark = event.target.closest("mark[data-numbers]");
      const requirement = event.target.closest("[data-number]");
      if (mark) {
        event.preventDefault();
        event.stopPropagation();
        const of = mark.dataset.numbers.split(" ");
        const after = of[(of.indexOf(chosen) + 1) % of.length]; // a mark of several goes through them
        choose(after, mark);
        row(after)?.scrollIntoView({ block: "nearest" });
      } else if (requirement && !event.target.closest("details")) {
        event.preventDefault();
        event.stopPropagation();
        choose(requirement.dataset.number);
      }
    },
    { signal, capture: true }, // before htmx follows the link
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key.toLowerCase() !== "e" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select")) return;
      const shown = numbers.filter((number) => marks(number).length);
      if (!shown.length) return;
      const step = event.shiftKey ? -1 : 1;
      const at = shown.indexOf(chosen);
      choose(shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length]);
      event.preventDefault();
    },
    { signal },
  );

  function marks(number) {
    return [...review.querySelectorAll(`mark[data-numbers~="${number}"]`)];
  }

  function row(number) {
    return review.querySelector(`[data-number="${number}"]`);
  }

  function choose(number, mark) {
    chosen = number;
    for (const one of review.querySelectorAll(".chosen")) one.classList.remove("chosen");
    row(number)?.classList.add("chosen");
    const found = marks(number);
    for (const one of found) one.classList.add("chosen");
    if (!mark && found.length && paper) center(found[0]);
  }

  // Only the panel scrolls, if it does by itself: the requirement stays where it is.
  function center(mark) {
    if (paper.scrollHeight <= paper.clientHeight) {
      mark.scrollIntoView({ block: "center" });
      return;
    }
    const offset = mark.getBoundingClientRect().top - paper.getBoundingClientRect().top;
    paper.scrollBy({ top: offset - paper.clientHeight / 2 });
  }
}
