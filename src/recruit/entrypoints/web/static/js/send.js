// Requests of scripts and of htmx. A form stays as it is until the server has taken it.
import { dismiss, toast } from "./toasts.js";

const LONGEST_WAIT = 10; // seconds

export function token() {
  return JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRF-Token"];
}

// Takes the token of a new session: the user has signed in again in another tab.
export function renew(fresh) {
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRF-Token": fresh }));
  for (const field of document.querySelectorAll("input[name=_csrf]")) field.value = fresh;
}

// Fetches, and waits once when the server asks for it (503 with Retry-After).
async function patiently(path, init) {
  let response = await fetch(path, init);
  const seconds = Number(response.headers.get("Retry-After"));
  if (response.status === 503 && seconds > 0 && seconds <= LONGEST_WAIT) {
    await new Promise((resume) => setTimeout(resume, seconds * 1000));
    response = await fetch(path, init);
  }
  const fresh = response.headers.get("X-CSRF-Token");
  if (fresh) renew(fresh);
  if (response.ok) dismiss(path);
  return response;
}

export function listenForRequests() {
  document.addEventListener("htmx:config:request", ({ detail }) => {
    detail.ctx.fetch = async (path, init) => {
      try {
        return await patiently(path, init);
      } catch (error) {
        if (error.name !== "AbortError") toast(document.body.dataset.offline, { error: true, path });
        throw new DOMException("", "AbortError"); // of which htmx logs nothing: the user was told
      }
    };
  });
}

// Sends fields, and returns the response. After a new sign-in in another tab, they are sent again with its token.
export async function post(path, fields, signal) {
  const body = new URLSearchParams(fields);
  const once = () =>
    patiently(path, { method: "POST", headers: { Accept: "application/json", "X-CSRF-Token": token() }, body, signal });
  const response = await once();
  return response.headers.has("X-CSRF-Token") ? once() : response;
}

export async function send(path, fields, { signal } = {}) {
  try {
    const response = await post(path, fields, signal);
    const answer = await response.json().catch(() => ({}));
    return { ...answer, ok: response.ok, status: response.status, message: answer.message ?? response.statusText };
  } catch (error) {
    if (error.name === "AbortError") throw error;
    return { ok: false, status: 0, message: document.body.dataset.offline };
  }
}
