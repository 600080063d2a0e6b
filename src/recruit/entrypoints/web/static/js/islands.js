// Islands: elements with `data-island="name"`, to which `islands/name.js` adds behaviour. Its `mount(element, signal)` is
// called once; the signal is aborted when the element has left the page.
const mounted = new Map();

export async function mountAll() {
  for (const element of document.querySelectorAll("[data-island]")) {
    if (mounted.has(element)) continue;
    const ending = new AbortController();
    mounted.set(element, ending);
    const { mount } = await import(`./islands/${element.dataset.island}.js`);
    if (ending.signal.aborted) continue;
    mount(element, ending.signal);
    element.dataset.mounted = "";
  }
}

export function unmountGone() {
  for (const [element, ending] of mounted) {
    if (element.isConnected) continue;
    ending.abort();
    mounted.delete(element);
  }
}
