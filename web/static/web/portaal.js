// Small helps; every page works without them.
"use strict";

// One key for one thing: an element with data-toets is clicked, a field is focused. Never while typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = document.querySelector(`[data-toets="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target) return;
  event.preventDefault();
  if (target.matches("input, select, textarea")) target.focus();
  else target.click();
});

// Ask before something is thrown away.
document.addEventListener("submit", (event) => {
  const question = event.target.dataset.vraag;
  if (question && !window.confirm(question)) event.preventDefault();
  else window.setTimeout(() => event.target.querySelectorAll("button").forEach((b) => { b.disabled = true; }));
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("button:disabled").forEach((b) => { b.disabled = false; });
});

// Drop files on the form; say which ones were chosen.
for (const form of document.querySelectorAll("[data-sleepvak]")) {
  const input = form.querySelector("input[type=file]");
  const list = form.querySelector("[data-sleep-lijst]");
  const show = () => {
    const n = input.files.length;
    list.textContent = n ? `${n} ${n === 1 ? "bestand" : "bestanden"} gekozen: ${[...input.files].map((f) => f.name).join(", ")}` : "";
  };
  input.addEventListener("change", show);
  for (const name of ["dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.toggle("boven", name === "dragover");
    });
  }
  form.addEventListener("drop", (event) => {
    input.files = event.dataTransfer.files;
    show();
  });
}

// What is typed stays in this browser window until it was sent: a lost connection loses nothing.
for (const form of document.querySelectorAll("[data-bewaar]")) {
  const field = form.querySelector("textarea");
  const key = form.dataset.bewaar;
  if (!field.value) field.value = sessionStorage.getItem(key) || "";
  if (field.value && form.closest("details")) form.closest("details").open = true;
  field.addEventListener("input", () => sessionStorage.setItem(key, field.value));
  form.addEventListener("submit", () => sessionStorage.setItem(`${key}-verzonden`, "ja"));
  if (sessionStorage.getItem(`${key}-verzonden`) && document.querySelector(".melding.success")) {
    sessionStorage.removeItem(key);
    field.value = "";
  }
  sessionStorage.removeItem(`${key}-verzonden`);
}
