// Parts of other pages that become parts of this one, such as the rows of a list that was read again.
import { localise } from "./times.js";
import { toast } from "./toasts.js";
import { parse } from "./trusted.js";

// Reads a page, and returns its response and its document: neither without a connection, or when the signal is aborted.
export async function read(path, { signal, isQuiet = false } = {}) {
  try {
    const response = await fetch(path, { headers: { Accept: "text/html" }, signal });
    return { response, page: parse(await response.text()) };
  } catch {
    if (!isQuiet && !signal?.aborted) toast(document.body.dataset.offline, { error: true });
    return {};
  }
}

// Links and forms carry the nonce of their own response, and htmx knows only those that it has put into the page itself.
export function adopt(part) {
  const nonce = document.body.getAttribute("hx-nonce");
  for (const element of part.querySelectorAll("[hx-nonce]")) element.setAttribute("hx-nonce", nonce);
  window.htmx.process(part);
  localise(part);
}
