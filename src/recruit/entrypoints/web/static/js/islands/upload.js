// A form with a file, which can also be dropped on it.
let sent = null;

// The form that was sent last, with its file, since this page was loaded.
export const lastForm = () => sent;

export function mount(form, signal) {
  form.addEventListener("submit", () => (sent = form), { capture: true });
  const [area, input] = [form.querySelector(".drop"), form.querySelector("input[type=file]")];
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    area.addEventListener(
      kind,
      (event) => {
        event.preventDefault();
        area.classList.toggle("over", kind === "dragenter" || kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      },
      { signal },
    );
  }
}
