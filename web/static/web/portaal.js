// Small helps; every page works without them.
"use strict";

// One key for one thing: an element with data-toets is clicked, a field is focused. Never while typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  if (typing && event.key === "Escape" && typing.matches("[data-toets]")) typing.blur();
  if (typing && event.key === "Enter" && typing.matches("select[data-toets]") && typing.value) {
    event.preventDefault();
    typing.form.requestSubmit(typing.form.querySelector("button"));
  }
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
  else if (!event.target.matches("[hx-get], [hx-post]")) {  // those load no page that would make buttons anew
    window.setTimeout(() => event.target.querySelectorAll("button").forEach((b) => { b.disabled = true; }));
  }
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

// A file that is let go beside the field does not take the place of the page.
for (const name of ["dragover", "drop"]) {
  window.addEventListener(name, (event) => {
    if (document.querySelector("[data-sleepvak]") && event.dataTransfer?.types.includes("Files")) event.preventDefault();
  });
}

// What is typed stays on this device until the portal says that it has it: a lost connection loses nothing.
const DRAFT = "verslag-";
const DRAFT_DAYS = 7; // a note that nobody sends does not lie on a telephone for ever
const drafts = () => Object.keys(localStorage).filter((key) => key.startsWith(DRAFT));

for (const key of drafts()) {
  const { at } = JSON.parse(localStorage.getItem(key));
  if (Date.now() - at > DRAFT_DAYS * 86400000) localStorage.removeItem(key);
}
for (const form of document.querySelectorAll("[data-bewaar]")) {
  const field = form.querySelector("textarea");
  const key = form.dataset.bewaar;
  const state = form.querySelector("[data-bewaard]");
  const kept = localStorage.getItem(key);
  if (!field.value && kept) {
    field.value = JSON.parse(kept).text;
    state.textContent = "Dit is de tekst die u nog niet had verstuurd.";
    if (form.closest("details")) form.closest("details").open = true;
  }
  field.addEventListener("input", () => {
    if (field.value) localStorage.setItem(key, JSON.stringify({ text: field.value, at: Date.now() }));
    else localStorage.removeItem(key);
    state.textContent = field.value ? "Bewaard op dit apparaat, nog niet verstuurd." : "";
  });
  form.addEventListener("ontvangen", () => localStorage.removeItem(key));
}
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-uitloggen]") || !drafts().length) return;
  if (window.confirm("Er staat nog een verslag op dit apparaat dat niet is verstuurd. Bij uitloggen gaat die tekst weg. Toch uitloggen?")) {
    drafts().forEach((key) => localStorage.removeItem(key));
  } else event.preventDefault();
}, true);

// Sending with htmx: show how far it is, and say so when there is no connection.
const enable = (form) => form.querySelectorAll("button").forEach((b) => { b.disabled = false; });
document.addEventListener("htmx:beforeRequest", (event) => {
  const note = event.target.querySelector("[data-geen-verbinding]");
  if (note) note.hidden = true;
});
document.addEventListener("htmx:xhr:progress", (event) => {
  const line = event.target.querySelector("[data-voortgang]");
  if (!line || !event.detail.lengthComputable) return;
  const percent = Math.round((100 * event.detail.loaded) / event.detail.total);
  line.hidden = false;
  line.querySelector("progress").value = percent;
  line.querySelector("span").textContent = percent < 100 ? `${percent}% verstuurd` : "Verstuurd. Het portaal slaat op.";
});
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const form = event.target;
    const note = form.querySelector("[data-geen-verbinding]");
    if (!note) return;
    note.textContent = form.dataset.verbinding;
    note.hidden = false;
    const line = form.querySelector("[data-voortgang]");
    if (line) line.hidden = true;
    enable(form);
  });
}

window.addEventListener("online", () => {
  for (const note of document.querySelectorAll("[data-geen-verbinding]:not([hidden])")) note.textContent = "Er is weer verbinding. U kunt nu versturen.";
});

// A file was read again: show it, unless somebody is at work on a line; then say so.
document.addEventListener("gelezen", () => {
  if (document.querySelector("[data-regelform]")) document.querySelector("[data-gelezen]").hidden = false;
  else window.location.reload();
});
document.addEventListener("htmx:afterSwap", (event) => {
  const first = event.target.querySelector("[data-regelform] input[type=checkbox]");
  if (first) first.focus();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-sluit]");
  const form = link && link.closest("li [data-regelform]");
  if (!form) return;
  event.preventDefault();
  const line = form.closest("li");
  form.remove();
  line.querySelector(".verbeter").focus();
});

// A dot on the map shows its statement; the list beside it holds the same links for the keyboard.
for (const dot of document.querySelectorAll("[data-punt]")) {
  dot.addEventListener("click", () => {
    const link = document.getElementById(`punt-${dot.dataset.punt}`)?.querySelector("a");
    if (link) link.click();
    else window.location.search = new URLSearchParams({ zorg: document.getElementById("zorg").value, punt: dot.dataset.punt });
  });
}
