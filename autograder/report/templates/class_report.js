/* Filter and sort the tables of learners, and open everything for printing. The page reads well without. */
"use strict";
for (const people of document.querySelectorAll(".people")) {
  const rows = [...people.querySelectorAll("tbody tr")];
  const body = people.querySelector("tbody");
  const text = people.querySelector("input");
  const state = people.querySelector("select");
  const said = people.querySelector("output");
  const filter = () => {
    const wanted = text.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      const fits = (!wanted || row.textContent.toLowerCase().includes(wanted)) && (!state.value || row.dataset.state === state.value);
      row.hidden = !fits;
      shown += fits;
    }
    said.textContent = `${shown} of ${rows.length}`;
  };
  text.addEventListener("input", filter);
  state.addEventListener("change", filter);
  people.querySelector(".controls").hidden = false;
  filter();
  people.querySelectorAll("thead th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      people.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const number = (row) => Number(row.cells[column].dataset.sort);
      const value = (row) => row.cells[column].textContent.trim();
      const order = (first, second) => number(first) - number(second) || value(first).localeCompare(value(second), "en", { numeric: true });
      rows.sort((first, second) => (down ? -1 : 1) * order(first, second));
      body.append(...rows);
    });
  });
}
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const part of closed) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of closed) part.open = false;
});
