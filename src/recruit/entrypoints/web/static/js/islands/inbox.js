// The inbox: the item of the row that is chosen or focused is shown beside the list, where both fit.
import { localise } from "../times.js";
import { parse } from "../trusted.js";

const BESIDE = matchMedia("(width >= 64rem)");

export function mount(inbox, signal) {
  inbox.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-item]");
    if (!link || !BESIDE.matches || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation(); // before htmx follows the link
    const item = inbox.querySelector("#item");
    const isShown = link.search === `?show=${item.dataset.shown}`;
    if (event.detail || !isShown) show(inbox, link, signal);
    else item.querySelector(".actions > a, dd > a")?.click(); // Enter on a row opens what it shows
  }, { signal, capture: true });
  inbox.addEventListener("focusin", ({ target }) => {
    const link = target.closest("[data-row]")?.querySelector("a[data-item]");
    if (link && BESIDE.matches) show(inbox, link, signal);
  }, { signal });
}

async function show(inbox, link, signal) {
  const current = inbox.querySelector("a[aria-current]");
  if (link === current) return;
  current?.removeAttribute("aria-current");
  link.ariaCurrent = "true";
  const response = await fetch(link.href, { headers: { Accept: "text/html" }, signal }).catch(() => null);
  if (!response?.ok || link.ariaCurrent !== "true") return; // another row was chosen meanwhile
  const item = parse(await response.text()).getElementById("item");
  if (!item) return;
  const nonce = document.body.getAttribute("hx-nonce"); // that of the page that stays
  for (const one of item.querySelectorAll("[hx-nonce]")) one.setAttribute("hx-nonce", nonce);
  inbox.querySelector("#item").replaceWith(item);
  window.htmx.process(item);
  localise(item);
}
