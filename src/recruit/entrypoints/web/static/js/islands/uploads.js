// Uploads of résumés: files that are dropped anywhere on the page, or chosen in its form. Each is sent by itself, with
// progress; what came of it is shown in place.
import { parse } from "../trusted.js";
import { token } from "../send.js";
import { localise } from "../times.js";

const AT_ONCE = 2;

export function mount(section, signal) {
  const list = section.querySelector("ul");
  const waiting = [];
  let running = 0;

  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const drags = {
    dragover(event) {
      if (!hasFiles(event)) return;
      event.preventDefault();
      section.classList.add("over");
    },
    dragleave(event) {
      if (!event.relatedTarget) section.classList.remove("over");
    },
    drop(event) {
      section.classList.remove("over");
      if (!hasFiles(event)) return;
      event.preventDefault();
      add(event.dataTransfer.files);
    },
  };
  for (const [name, listener] of Object.entries(drags)) document.addEventListener(name, listener, { signal });
  const form = document.querySelector("form[data-uploads]");
  form?.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      add(form.elements.resume.files);
      form.reset();
    },
    { signal, capture: true }, // before htmx sends it
  );

  function add(files) {
    for (const file of files) {
      const item = document.createElement("li");
      item.className = "box";
      const head = document.createElement("p");
      const name = document.createElement("bdi");
      name.textContent = file.name;
      const state = document.createElement("span");
      state.className = "hint";
      head.append(name, " ", state);
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", file.name);
      item.append(head, bar);
      list.append(item);
      waiting.push({ file, item, state, bar });
    }
    while (running < AT_ONCE && waiting.length) next();
  }

  async function next() {
    const one = waiting.shift();
    if (!one) return;
    running += 1;
    try {
      const { id } = await upload(one);
      const response = await fetch(section.dataset.result + id, {
        headers: { Accept: "text/html", "HX-Request": "true", "HX-Request-Type": "partial" },
        signal,
      });
      if (!response.ok) throw new Error(response.statusText);
      one.item.replaceWith(...wrapped(parse(await response.text()).body.children));
      localise(list);
    } catch (error) {
      one.bar.remove();
      one.item.classList.add("failed");
      one.state.textContent = `${section.dataset.failed}: ${error.message}`;
    }
    running -= 1;
    next();
  }

  function wrapped(elements) {
    return [...elements].map((element) => {
      const item = document.createElement("li");
      item.append(element);
      return item;
    });
  }

  // XMLHttpRequest, since fetch reports no progress of what it sends.
  function upload({ file, state, bar }) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", section.dataset.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRF-Token", token());
      state.textContent = section.dataset.sending;
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) bar.value = event.loaded / event.total;
      });
      request.upload.addEventListener("load", () => {
        state.textContent = section.dataset.reading;
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
      const body = new FormData();
      body.append("resume", file);
      request.send(body);
    });
  }
}
