// What page and widget share: an answer out of a question's form, and back into it.

const BLANK = null;

function readForm(section) {
  const form = section.querySelector("form");
  const type = section.dataset.type;
  const picked = [...form.querySelectorAll("input[name=pick]:checked")].map((input) => input.value);
  const selects = [...form.querySelectorAll("select")];
  const entries = [...form.querySelectorAll("input[name=entry]")].map((input) => input.value.trim());
  if (type === "true_false") return picked.length ? picked[0] === "true" : BLANK;
  if (type === "single") return picked.length ? picked[0] : BLANK;
  if (type === "multiple") return picked.length ? picked : BLANK;
  if (type === "matching") return selects.some((select) => select.value) ? selects.map((select) => select.value) : BLANK;
  if (type === "ordering") {
    const placed = selects.filter((select) => select.value);
    if (!placed.length) return BLANK;
    const places = placed.map((select) => select.value);
    if (places.length < selects.length || new Set(places).size < places.length) {
      throw new Error("Give every line a place of its own; two share one, or one has none.");
    }
    return placed.sort((one, other) => one.value - other.value).map((select) => select.name);
  }
  if (!entries.some(Boolean)) return BLANK;
  return type === "fill" ? entries : entries[0];
}

function fillForm(section, answer) {
  if (answer === BLANK || answer === undefined) return;
  const listed = (Array.isArray(answer) ? answer : [answer]).map(String);
  section.querySelectorAll("input[name=pick]").forEach((input) => { input.checked = listed.includes(input.value); });
  section.querySelectorAll("input[name=entry]").forEach((input, i) => { input.value = listed[i] ?? ""; });
  section.querySelectorAll("select").forEach((select, i) => {
    select.value = section.dataset.type === "ordering" ? String(listed.indexOf(select.name) + 1 || "") : listed[i] ?? "";
  });
}

function say(section, text) {
  const line = document.createElement("p");
  line.className = "gw-verdict gw-part";
  line.textContent = text;
  section.querySelector(".gw-result").replaceChildren(line);
}
