// Requirements and the words in a document that show them: choosing one shows the other. `e` and `Shift+e` go through the
// evidence, `v` changes between the pages of a PDF and its text.
let view = "page"; // the last choice also holds for the next person

export function mount(review, signal) {
  const panel = review.querySelector(".document");
  const pages = panel.querySelector(".pages");
  const numbers = [...review.querySelectorAll("[data-number]")].map((one) => one.dataset.number);
  let chosen = null;

  if (pages) {
    show(view);
    import("../pages.js")
      .then(({ open }) => open(pages, located, signal))
      .catch(() => {
        if (signal.aborted) return;
        pages.remove();
        panel.querySelector(".views").remove();
        panel.querySelector(".not-shown").hidden = false;
        panel.dataset.view = "text";
      });
  }

  review.addEventListener(
    "click",
    (event) => {
      const mark = event.target.closest("[data-numbers]");
      const requirement = event.target.closest("[data-number]");
      const button = event.target.closest("[data-shows]");
      if (button) {
        view = button.dataset.shows;
        show(view);
        const seen = marks(chosen).find(isSeen);
        if (seen) center(seen);
      } else if (mark) {
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
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select")) return;
      if (event.key === "v") panel.querySelector("[data-shows][aria-pressed=false]")?.click();
      if (event.key.toLowerCase() !== "e") return;
      const shown = numbers.filter((number) => marks(number).length);
      if (!shown.length) return;
      const step = event.shiftKey ? -1 : 1;
      const at = shown.indexOf(chosen);
      choose(shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length]);
      event.preventDefault();
    },
    { signal },
  );

  function show(shown) {
    if (!pages?.isConnected) return;
    panel.dataset.view = shown;
    for (const button of panel.querySelectorAll("[data-shows]")) button.ariaPressed = String(button.dataset.shows === shown);
  }

  // Says in each requirement's row on which page its words are.
  function located(places) {
    for (const { number, places: [own] } of places) {
      if (!own) continue;
      const page = document.createElement("span");
      page.className = "hint on-page";
      page.textContent = pages.dataset.page.replace("{n}", own[0][0]);
      row(number)?.querySelector(".requirement > :first-child").after(" ", page);
      row(number)?.querySelector(".quoted-from")?.remove();
    }
    if (chosen) choose(chosen);
  }

  // The marks of a requirement, those of its own words first.
  function marks(number) {
    const found = [...panel.querySelectorAll(`[data-numbers~="${number}"]`)];
    const isOwn = (mark) => mark.matches(`[data-own~="${number}"]`);
    return [...found.filter(isOwn), ...found.filter((mark) => !isOwn(mark))];
  }

  function isSeen(mark) {
    return mark.offsetParent !== null;
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
    if (mark || !found.length) return;
    if (!found.some(isSeen)) show(panel.dataset.view === "page" ? "text" : "page"); // the words are in one view only
    center(found.find(isSeen));
  }

  // Only the view scrolls, if it does by itself: the requirement stays where it is.
  function center(mark) {
    const scroller = mark.closest(".paper, .pages");
    if (scroller.scrollHeight <= scroller.clientHeight) {
      mark.scrollIntoView({ block: "center" });
      return;
    }
    const offset = mark.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    scroller.scrollBy({ top: offset - scroller.clientHeight / 2 });
    const { top, bottom } = scroller.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) scroller.scrollIntoView({ block: "nearest" });
  }
}
