// What the console does beyond finished HTML: keys, focus after navigation, and the reader's own times.
import { listen as keys } from "./keys.js";
import { localise } from "./times.js";

keys();
localise(document);

document.addEventListener("htmx:after:swap", () => {
  const heading = document.querySelector("#problems, #main h1");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
  localise(document);
});
