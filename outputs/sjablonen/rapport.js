"use strict";
// Filters the list of statements; every number in a table sets the filters and goes there.
(() => {
  const form = document.getElementById("filters");
  if (!form) return;
  const items = [...document.querySelectorAll(".lijst > li")];
  const found = document.getElementById("gevonden");
  const heading = document.getElementById("uitspraken");
  const texts = items.map((item) => item.querySelector("q").textContent.toLowerCase());
  const lists = new Set(["p", "s"]); // several values, apart by blanks

  const matches = (item, key, wanted) => {
    const value = item.dataset[key];
    return lists.has(key) ? value.split(" ").includes(wanted) : value === wanted;
  };

  const apply = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value);
    let n = 0;
    items.forEach((item, i) => {
      const shown = wanted.every(([key, value]) =>
        key === "q" ? texts[i].includes(value.toLowerCase()) : matches(item, key, value));
      item.hidden = !shown;
      n += shown;
    });
    const number = n.toLocaleString("nl-NL");
    found.textContent = n === items.length ? `${number} ${n === 1 ? "uitspraak" : "uitspraken"}`
      : `${number} van ${items.length.toLocaleString("nl-NL")} uitspraken`;
  };

  const choose = (chosen) => {
    form.reset();
    for (const [key, value] of Object.entries(chosen)) {
      const field = form.elements[key];
      if (!field) continue;
      // a wijk of which no quote is released is no choice, and without it the filter would show all
      if (![...field.options].some((option) => option.value === value)) field.add(new Option(value, value));
      field.value = value;
    }
    apply();
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  };

  document.querySelectorAll("a.telling").forEach((link) => link.addEventListener("click", (event) => {
    event.preventDefault();
    const chosen = Object.entries(link.dataset).map(([key, value]) => [key.replace(/^kies/, "").toLowerCase(), value]);
    choose(Object.fromEntries(chosen));
  }));
  // a link to one statement must work while it is filtered away
  document.querySelectorAll('a[href^="#u-"]').forEach((link) => link.addEventListener("click", () => {
    form.reset();
    apply();
    const origin = document.querySelector(`${link.getAttribute("href")} details`);
    if (origin) origin.open = true;
  }));
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
})();
