// Pages of this server as documents. The server escapes what people have written.
const POLICY = window.trustedTypes?.createPolicy("recruit", { createHTML: (text) => text }) ?? { createHTML: (text) => text };

export function parse(text) {
  return new DOMParser().parseFromString(POLICY.createHTML(text), "text/html");
}
