// Uploads of résumés: files that are dropped anywhere on the page, or chosen in its form. Each is sent by itself, with
// progress; what came of it is shown in place.
import { adopt } from "../parts.js";
import { parse } from "../trusted.js";
import { row, upload } from "../uploading.js";

const AT_ONCE = 2;

export function mount(section, signal) {
  const list = section.querySelector("ul");
  const waiting = [];
  let running = 0;

  const hasFiles = (event) => event.dataTransfer?.types.includes("Files");
  const drags = {
    dragover(event) {
      if (!hasFiles(event) || event.target.closest(".drop")) return;
      event.preventDefault();
      section.classList.add("over");
    },
    dragleave(event) {
      if (!event.relatedTarget) section.classList.remove("over");
    },
    drop(event) {
      section.classList.remove("over");
      if (!hasFiles(event) || event.target.closest(".drop")) return; // a field takes its files by itself
      event.preventDefault();
      add(event.dataTransfer.files);
    },
  };
  for (const [name, listener] of Object.entries(drags)) document.addEventListener(name, listener, { signal });
  const form = document.querySelector("form[data-uploads]");
  form?.querySelector("[data-at-once]").setAttribute("hidden", "");
  form?.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      event.stopPropagation();
      add(form.elements.resume.files);
      form.reset();
      form.querySelector(".files").replaceChildren();
    },
    { signal, capture: true }, // before htmx sends it
  );

  function add(files) {
    for (const file of files) {
      const one = row(list, file);
      one.item.className = "box";
      waiting.push(one);
    }
    while (running < AT_ONCE && waiting.length) next();
  }

  async function next() {
    const one = waiting.shift();
    if (!one || signal.aborted) return;
    running += 1;
    const body = new FormData();
    body.append("resume", one.file);
    if (one.again || form?.elements.again?.checked) body.append("again", "on");
    try {
      const { result } = await upload(one, section.dataset.action, body, section.dataset, signal);
      const response = await fetch(section.dataset.result + result, {
        headers: { Accept: "text/html", "HX-Request": "true", "HX-Request-Type": "partial" },
        signal,
      });
      if (!response.ok) throw new Error(response.statusText);
      const items = wrapped(parse(await response.text()).body.children);
      one.item.replaceWith(...items);
      for (const item of items) offerAgain(item, one.file);
      adopt(list);
    } catch {
      // its row says what is wrong
    }
    running -= 1;
    next();
  }

  // Who has the file already is shown with a link, which sends the file once more.
  function offerAgain(item, file) {
    item.querySelector("[data-again]")?.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation(); // before htmx follows it
      const one = { ...row(list, file), again: true };
      one.item.className = "box";
      item.replaceWith(one.item);
      waiting.push(one);
      next();
    });
  }

  function wrapped(elements) {
    return [...elements].map((element) => {
      const item = document.createElement("li");
      item.append(element);
      return item;
    });
  }
}
