// Requests of scripts, with the token of the page's session.
export function token() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRF-Token"];
}

export async function send(path, fields, { signal } = {}) {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRF-Token": token() },
      body: new URLSearchParams(fields),
      signal,
    });
    const answer = await response.json().catch(() => ({}));
    return { ...answer, ok: response.ok, status: response.status, message: answer.message ?? response.statusText };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { ok: false, status: 0, message: document.body.dataset.offline };
  }
}
