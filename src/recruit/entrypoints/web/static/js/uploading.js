// Files on their way to the server: a row for each, with its progress, and what came of it.
import { renew, token } from "./send.js";

// Returns a row for a file in a list.
export function row(list, file) {
  const item = document.createElement("li");
  const name = document.createElement("bdi");
  name.textContent = file.name;
  const state = document.createElement("span");
  state.className = "hint";
  state.textContent = size(file.size);
  item.append(name, " ", state);
  list.append(item);
  return { file, item, state };
}

// Sends a form with a file, and returns the answer. After a new sign-in in another tab, it is sent again with its token.
export async function upload({ file, item, state }, action, body, { sending, reading, failed }, signal) {
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.classList.remove("failed");
  item.append(bar);
  state.textContent = sending;
  const on = {
    progress(event) {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    },
    load() {
      state.textContent = reading;
      bar.removeAttribute("value");
    },
  };
  try {
    let request = await attempt(action, body, on, signal);
    const fresh = request.getResponseHeader("X-CSRF-Token");
    if (fresh) {
      renew(fresh);
      request = await attempt(action, body, on, signal);
    }
    const answer = answerOf(request);
    if (request.status === 200) return answer;
    throw new Error(answer.message ?? request.statusText);
  } catch (error) {
    bar.remove();
    item.classList.add("failed");
    state.textContent = `${failed}: ${error.message}`;
    throw error;
  }
}

// XMLHttpRequest, since fetch reports no progress of what it sends.
async function attempt(action, body, on, signal) {
  signal.throwIfAborted();
  const request = new XMLHttpRequest();
  const abort = () => request.abort();
  request.open("POST", action);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-CSRF-Token", token());
  for (const [name, listener] of Object.entries(on)) request.upload.addEventListener(name, listener);
  signal.addEventListener("abort", abort);
  await new Promise((resolve) => {
    request.addEventListener("loadend", resolve);
    request.send(body);
  });
  signal.removeEventListener("abort", abort); // one for each of many files would keep them all in memory
  signal.throwIfAborted();
  if (request.status === 0) throw new Error(document.body.dataset.offline);
  return request;
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {}; // an answer of another server on the way
  }
}

function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  const format = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, format).format(value);
}
