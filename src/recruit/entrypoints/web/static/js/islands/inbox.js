// The inbox: the item of the row that is chosen or focused is shown beside the list, where both fit.
import { adopt, read } from "../parts.js";

const BESIDE = matchMedia("(width >= 64rem)");

export function mount(inbox, signal) {
  let pressed = null; // the link that has got the focus by the present press, so that its click doesn't ask again
  inbox.addEventListener("pointerdown", () => (pressed = null), { signal, capture: true });
  inbox.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-item]");
    if (!link || !BESIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // before htmx follows the link
    const item = inbox.querySelector("#item");
    const isShown = link.search === `?show=${item.dataset.shown}`;
    if (event.detail ? pressed !== link : !isShown) show(inbox, link, signal);
    else if (!event.detail) item.querySelector(".actions > a, dd > a")?.click(); // Enter on a row opens what it shows
  }, { signal, capture: true });
  inbox.addEventListener("focusin", ({ target }) => {
    const link = target.closest("[data-row]")?.querySelector("a[data-item]");
    if (link && BESIDE.matches) show(inbox, (pressed = link), signal);
  }, { signal });
}

let reading; // of the row that was chosen last

async function show(inbox, link, signal) {
  const current = inbox.querySelector("a[aria-current]");
  if (link === current) return;
  reading?.abort();
  reading = new AbortController();
  const asked = AbortSignal.any([signal, reading.signal]);
  current?.removeAttribute("aria-current");
  link.ariaCurrent = "true";
  const { response, page } = await read(link.href, { signal: asked });
  const item = response?.ok ? page.getElementById("item") : null;
  if (asked.aborted) return; // another row was chosen meanwhile
  if (!item) {
    link.removeAttribute("aria-current"); // so that it can be chosen again
    if (response) location.assign(link.href); // says what is wrong, such as a session that has ended
    return;
  }
  inbox.querySelector("#item").replaceWith(item);
  adopt(item);
}
