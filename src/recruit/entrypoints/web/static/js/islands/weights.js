// Weights are sent only when the reader wants other ones.
export function mount(box, signal) {
  const sliders = box.form.querySelectorAll("[data-weight]");
  box.addEventListener("change", () => sliders.forEach((slider) => (slider.disabled = !box.checked)), { signal });
}
