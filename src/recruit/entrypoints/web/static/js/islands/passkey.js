// A form whose field `credential` a passkey fills in: one that the browser makes, or one that signs in. The server's
// options, at the address in `data-options`, are asked for when the form is sent, since they hold for five minutes.
export function mount(form, signal) {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  const { credential } = form.elements;
  form.hidden = false;
  form.addEventListener(
    "submit",
    async (event) => {
      if (credential.value) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const failure = form.querySelector("[data-failure]");
      failure.hidden = true;
      try {
        credential.value = JSON.stringify(await answer(form.dataset, signal));
        form.requestSubmit();
      } catch {
        failure.role = "alert";
        failure.hidden = false; // the user has cancelled, or there is no passkey
      }
    },
    { capture: true, signal },
  );
}

async function answer({ options, makes }, signal) {
  const response = await fetch(options, { headers: { Accept: "application/json" }, signal });
  if (!response.ok) throw new Error(response.statusText);
  const asked = await response.json();
  if (makes === undefined) {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked), signal });
  }
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked), signal });
}
