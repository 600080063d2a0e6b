// Files on their way to the server: a row for each, with its progress, and what came of it.
import { token } from "./send.js";

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

// Sends a form with a file, and returns the answer. XMLHttpRequest, since fetch reports no progress of what it sends.
export function upload({ file, item, state }, action, body, { sending, reading, failed }, signal) {
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", file.name);
  item.classList.remove("failed");
  item.append(bar);
  state.textContent = sending;
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", token());
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.upload.addEventListener("load", () => {
      state.textContent = reading;
      bar.removeAttribute("value");
    });
    request.addEventListener("load", () => {
      let answer = {};
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        // an answer of another server on the way
      }
      if (request.status === 200) resolve(answer);
      else reject(new Error(answer.message ?? request.statusText));
    });
    request.addEventListener("error", () => reject(new Error(document.body.dataset.offline)));
    signal.addEventListener("abort", () => request.abort());
    request.send(body);
  }).catch((error) => {
    bar.remove();
    item.classList.add("failed");
    state.textContent = `${failed}: ${error.message}`;
    throw error;
  });
}

function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  const format = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 };
  return new Intl.NumberFormat(document.documentElement.lang, format).format(value);
}
