// A form with one file, which is sent with its progress in place. Buttons with an address of their own send it as a form.
import { row, upload } from "../uploading.js";

let sent = null;

// The form that was sent last, with its file, since this page was loaded.
export const lastForm = () => sent;

export function mount(form, signal) {
  const [input, list] = [form.querySelector("input[type=file]"), form.querySelector(".files")];
  form.addEventListener(
    "submit",
    async (event) => {
      if (event.submitter?.hasAttribute("formaction")) return;
      event.preventDefault();
      event.stopPropagation(); // before htmx sends it
      sent = form;
      if (list.querySelector("progress")) return; // it is on its way
      list.replaceChildren();
      try {
        const { location } = await upload(row(list, input.files[0]), form.action, new FormData(form), form.dataset, signal);
        follow(form, location);
      } catch {
        // its row says what is wrong
      }
    },
    { signal, capture: true },
  );
}

// Leads to a page as a link in the page does.
function follow(form, path) {
  const link = document.createElement("a");
  link.href = path;
  link.setAttribute("hx-nonce", form.getAttribute("hx-nonce"));
  form.append(link);
  window.htmx.process(link);
  link.click();
}
