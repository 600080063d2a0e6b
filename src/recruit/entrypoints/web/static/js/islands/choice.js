// A form with one choice, which is sent when it is made.
export function mount(form, signal) {
  form.querySelector("button").hidden = true;
  form.addEventListener("change", () => form.requestSubmit(), { signal });
}
