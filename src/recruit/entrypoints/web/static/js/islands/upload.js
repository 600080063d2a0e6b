// A form with a file, which can also be dropped on it.
export function mount(form, signal) {
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
