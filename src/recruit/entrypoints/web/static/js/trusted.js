// What scripts may make of text under the page's trusted types: pages of this server, and the one worker that reads PDFs.
const WORKER = new URL("../vendor/pdf.worker.min.mjs", import.meta.url).href;
// The server escapes what people have written in a page.
const RULES = { createHTML: (text) => text, createScriptURL: () => WORKER };
const POLICY = window.trustedTypes?.createPolicy("recruit", RULES) ?? RULES;

export function parse(text) {
  return new DOMParser().parseFromString(POLICY.createHTML(text), "text/html");
}

export function pdfWorker() {
  return new Worker(POLICY.createScriptURL(WORKER), { type: "module" });
}
