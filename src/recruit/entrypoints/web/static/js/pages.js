// The pages of a PDF as canvases, drawn when they are scrolled to, and rectangles over the words that show a requirement.
// Neither pdf.js's layer of text, which has hidden text too, nor that of annotations, nor scripts of the file are used.
import { getDocument, PDFWorker, VerbosityLevel } from "../vendor/pdf.min.mjs";
import { toast } from "./toasts.js";
import { pdfWorker } from "./trusted.js";

const MOST_PAGES = 50;
const MOST_PIXELS = 20e6; // of one canvas

// What only some files need: decoders of images, encodings of Chinese, Japanese and Korean text, and fonts of symbols.
const FOLDERS = { cMapUrl: "cmaps", standardFontDataUrl: "fonts", wasmUrl: "wasm" };

class Supplements {
  fetch({ kind, filename }) {
    return bytes(new URL(`../vendor/${FOLDERS[kind]}/${filename}`, import.meta.url));
  }
}

// Fills `viewer`, and calls `located` with the requirements and their places. Rejects if the file can't be shown.
export async function open(viewer, located, signal) {
  const { file, evidence } = viewer.dataset;
  const [data, places] = await Promise.all([bytes(file, signal), evidence ? found(evidence, signal) : []]);
  signal.throwIfAborted();
  const worker = pdfWorker();
  signal.addEventListener("abort", () => worker.terminate());
  const port = new PDFWorker({ port: worker, verbosity: VerbosityLevel.ERRORS });
  const opened = await getDocument({
    data,
    worker: port,
    BinaryDataFactory: Supplements,
    disableWorkerRendering: true,
    verbosity: VerbosityLevel.ERRORS,
  }).promise;
  const numbers = Array.from({ length: Math.min(opened.numPages, MOST_PAGES) }, (_, index) => index + 1);
  const pages = (await Promise.all(numbers.map((number) => opened.getPage(number)))).map((page) => new Page(page));
  signal.throwIfAborted();
  viewer.replaceChildren(...pages.map((page) => page.box));
  if (opened.numPages > MOST_PAGES) viewer.append(note(viewer.dataset.more));
  drawRectangles(pages, places);
  watch(viewer, pages, signal);
  located(places);
}

async function bytes(address, signal) {
  const response = await fetch(address, { headers: { Accept: "application/json" }, signal });
  if (!response.ok) throw new Error(response.statusText);
  return new Uint8Array(await response.arrayBuffer());
}

// Without places, the pages are still of use.
async function found(address, signal) {
  const response = await fetch(address, { headers: { Accept: "application/json" }, signal });
  const answer = await response.json();
  if (response.ok) return answer;
  toast(answer.message);
  return [];
}

function note(text) {
  const paragraph = document.createElement("p");
  paragraph.className = "hint";
  paragraph.textContent = text;
  return paragraph;
}

class Page {
  constructor(page) {
    this.page = page;
    const { width, height } = page.getViewport({ scale: 1 });
    this.width = width;
    this.height = height;
    this.box = document.createElement("div");
    this.box.className = "page";
    this.box.ariaHidden = "true";
    this.box.style.aspectRatio = `${width} / ${height}`;
    this.isNear = false;
    this.scale = 0;
    this.task = null;
  }

  // Draws the page at the size that it has now, unless it is drawn so already.
  async draw() {
    const fitting = (this.box.clientWidth * devicePixelRatio) / this.width;
    const scale = Math.min(fitting, Math.sqrt(MOST_PIXELS / (this.width * this.height)));
    if (!this.isNear || !scale || scale === this.scale) return;
    this.task?.cancel();
    this.scale = scale;
    const viewport = this.page.getViewport({ scale });
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.floor(viewport.width));
    canvas.height = Math.max(1, Math.floor(viewport.height));
    const task = (this.task = this.page.render({ canvas, viewport }));
    try {
      await task.promise;
    } catch {
      return; // cancelled, or a page that can't be drawn stays empty
    }
    if (task !== this.task) return;
    this.box.querySelector("canvas")?.remove();
    this.box.prepend(canvas);
    this.box.dataset.drawn = "";
  }

  clear() {
    this.task?.cancel();
    this.task = null;
    this.scale = 0;
    this.box.querySelector("canvas")?.remove();
    delete this.box.dataset.drawn;
  }
}

// Canvases take memory: those far from what is seen are removed.
function watch(viewer, pages, signal) {
  const of = new Map(pages.map((page) => [page.box, page]));
  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const page = of.get(entry.target);
        page.isNear = entry.isIntersecting;
        if (page.isNear) page.draw();
        else page.clear();
      }
    },
    { root: viewer, rootMargin: "100% 0px" },
  );
  const sizes = new ResizeObserver(() => pages.forEach((page) => page.draw()));
  for (const page of pages) near.observe(page.box);
  sizes.observe(viewer);
  signal.addEventListener("abort", () => {
    near.disconnect();
    sizes.disconnect();
    pages.forEach((page) => page.clear());
  });
}

// Places are lists of rectangles: page, left, top, right, bottom. Requirements with the same place share its rectangles.
function drawRectangles(pages, places) {
  const drawn = new Map();
  for (const { number, status, places: all } of places) {
    all.forEach((place, index) => {
      const key = JSON.stringify(place);
      const parts = drawn.get(key) ?? place.map((part) => rectangle(pages, part, status));
      drawn.set(key, parts);
      for (const part of parts) {
        part.dataset.numbers = `${part.dataset.numbers ?? ""} ${number}`.trim();
        if (index === 0) part.dataset.own = `${part.dataset.own ?? ""} ${number}`.trim();
      }
    });
  }
}

function rectangle(pages, [page, left, top, right, bottom], status) {
  const element = document.createElement("div");
  element.className = `evidence ${status}`;
  element.style.left = `${left * 100}%`;
  element.style.top = `${top * 100}%`;
  element.style.width = `${(right - left) * 100}%`;
  element.style.height = `${(bottom - top) * 100}%`;
  pages[page - 1]?.box.append(element);
  return element;
}
