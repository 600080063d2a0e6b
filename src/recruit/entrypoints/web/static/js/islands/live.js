// A part of a page that is read again when somebody else changes its record. What is being typed, dragged or confirmed
// stays: then the part is read again afterwards.
import { sessionEnded } from "../signed_out.js";
import { localise } from "../times.js";
import { parse } from "../trusted.js";

const PAUSE = 300;

export function mount(region, signal) {
  let source, waiting;
  const follow = () => {
    source?.close();
    if (document.hidden || signal.aborted) return; // browsers allow six connections to a server
    source = new EventSource(region.dataset.source);
    source.addEventListener("changed", () => {
      clearTimeout(waiting);
      waiting = setTimeout(refresh, PAUSE);
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
    if (isBusy(region)) {
      waiting = setTimeout(refresh, PAUSE);
      return;
    }
    const response = await fetch(location.href, { headers: { Accept: "text/html" }, signal }).catch(() => null);
    if (!response?.ok || response.redirected || !region.isConnected || isBusy(region)) return;
    const fresh = parse(await response.text()).getElementById(region.id);
    if (fresh) replace(region, fresh);
  };
  document.addEventListener("visibilitychange", follow, { signal });
  signal.addEventListener("abort", () => source?.close());
  follow();
}

function isBusy(region) {
  const active = document.activeElement;
  return (
    (region.contains(active) && active.matches("input, textarea, select")) ||
    document.querySelector("dialog[open]") !== null ||
    [...region.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue) ||
    region.querySelector(".sortable-chosen") !== null
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
  localise(region);
  if (focused) region.querySelector(`[data-id="${CSS.escape(focused)}"] a`)?.focus();
}
