// Islands: elements with `data-island="name"`, to which `islands/name.js` adds behaviour. Its `mount(element, signal)` is
// called once; the signal is aborted when the element has left the page.
const mounted = new Map();

export async function mountAll() {
  const fresh = [...document.querySelectorAll("[data-island]")].filter((element) => !mounted.has(element));
  await Promise.all(fresh.map(mountOne));
}

// One that fails is reported, and the others are mounted all the same.
async function mountOne(element) {
  const ending = new AbortController();
  mounted.set(element, ending);
  try {
    const { mount } = await import(`./islands/${element.dataset.island}.js`);
    if (ending.signal.aborted) return;
    mount(element, ending.signal);
    element.dataset.mounted = "";
  } catch (error) {
    reportError(error);
  }
}

export function unmountGone() {
  for (const [element, ending] of mounted) {
    if (element.isConnected) continue;
    ending.abort();
    mounted.delete(element);
  }
}
