// HTML of this server's pages as a document. Scripts in it don't run.
export function parse(text) {
  return new DOMParser().parseFromString(TRUSTED.createHTML(text), "text/html");
}

// The text is a page of this server, which escapes what people have written.
const TRUSTED = window.trustedTypes?.createPolicy("recruit", { createHTML: (text) => text }) ?? { createHTML: (text) => text };
