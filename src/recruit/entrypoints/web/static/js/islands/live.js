// A part of a page that is read again when somebody else changes its record. What is being typed, dragged or confirmed
// stays: then the part is read again afterwards.
import { mountAll, unmountGone } from "../islands.js";
import { adopt, read } from "../parts.js";
import { sessionEnded } from "../signed_out.js";

const PAUSE = 300;

export function mount(region, signal) {
  let source, waiting;
  let wasOpen = false;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(refresh, PAUSE);
  };
  const follow = () => {
    source?.close();
    if (document.hidden) return; // browsers allow six connections to a server
    source = new EventSource(region.dataset.source);
    source.addEventListener("changed", later);
    source.addEventListener("open", () => {
      if (wasOpen) later(); // a new connection doesn't tell of what has changed since the last one
      wasOpen = true;
    });
    source.addEventListener("error", ({ data }) => {
      if (!data) return; // only the connection was lost: the browser connects again
      const { status, code } = JSON.parse(data);
      if (status === 503) return;
      source.close();
      if (code === "invalid_credentials") sessionEnded();
    });
  };
  const refresh = async () => {
    if (isBusy(region)) return later();
    const { response, page } = await read(location.href, { signal, isQuiet: true });
    const fresh = response?.ok && !response.redirected && page.getElementById(region.id);
    if (!fresh || signal.aborted) return;
    if (isBusy(region)) later();
    else replace(region, fresh);
  };
  document.addEventListener("visibilitychange", follow, { signal });
  signal.addEventListener("abort", () => {
    source?.close();
    clearTimeout(waiting);
  });
  follow();
}

function isBusy(region) {
  const active = document.activeElement;
  return (
    (region.contains(active) && active.matches("input, textarea, select")) ||
    document.querySelector("dialog[open]") !== null ||
    [...region.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue) ||
    region.querySelector(".sortable-chosen, .menu[open], :popover-open") !== null
  );
}

// Columns and lists are replaced one by one, so that islands around them go on. The focus stays on the same card.
function replace(region, fresh) {
  const focused = document.activeElement?.closest("[data-id]")?.dataset.id;
  const parts = [...region.querySelectorAll("[data-part]")];
  for (const part of parts) {
    const other = fresh.querySelector(`[data-part="${CSS.escape(part.dataset.part)}"]`);
    if (other) part.replaceChildren(...other.childNodes);
  }
  adopt(region);
  unmountGone();
  mountAll();
  if (focused) region.querySelector(`[data-id="${CSS.escape(focused)}"] a`)?.focus();
}
