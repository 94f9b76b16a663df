// Passkeys: asks the server what to sign, lets the browser sign it, and sends that back. Where it cannot, what stands in its place stays.
"use strict";

async function post(address, token, body) {
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token },
    body: JSON.stringify(body),
  });
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(told.detail || "");
  return told;
}

async function used(frame) {
  const asked = await post(frame.dataset.ask, frame.dataset.token, {});
  if (frame.dataset.passkey === "make") {
    const options = PublicKeyCredential.parseCreationOptionsFromJSON(asked);
    const made = await navigator.credentials.create({ publicKey: options });
    return { credential: made.toJSON(), name: frame.querySelector("input").value };
  }
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(asked);
  const signed = await navigator.credentials.get({ publicKey: options });
  return { credential: signed.toJSON(), to: frame.dataset.to };
}

function able() {
  return Boolean(window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON);
}

for (const frame of document.querySelectorAll("[data-passkey]")) {
  if (!able()) continue;
  const button = frame.querySelector("button");
  const failed = frame.querySelector("[data-failed]");
  frame.querySelector("[data-without]").hidden = true;
  frame.querySelector("[data-with]").hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    failed.hidden = true;
    try {
      const told = await post(frame.dataset.send, frame.dataset.token, await used(frame));
      location.assign(told.to);
    } catch (error) {
      // The browser's own words are English and about its inside: ours stand in the page.
      failed.textContent = (!(error instanceof DOMException) && error.message) || failed.dataset.failed;
      failed.hidden = false;
      button.disabled = false;
    }
  });
}
