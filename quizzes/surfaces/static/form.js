// What page and widget share: an answer read from a question's controls, and put back into them. The controls say
// themselves what they are, so no type of question is named here.

const BLANK = null;

function readForm(section) {
  const form = section.querySelector("form");
  const picks = [...form.querySelectorAll("input[name=pick]")];
  if (picks.length) return readPicks(picks);
  const rows = [...form.querySelectorAll("select[name=row]")];
  if (rows.length) return rows.some((select) => select.value) ? rows.map((select) => select.value) : BLANK;
  const places = [...form.querySelectorAll("select")];
  if (places.length) return readPlaces(places);
  const fields = [...form.querySelectorAll("input[name=entry]")];
  const entries = fields.map((field) => field.value.trim());
  if (!entries.some(Boolean)) return BLANK;
  return fields[0].inputMode === "decimal" ? entries[0] : entries;
}

function readPicks(inputs) {
  const picked = inputs.filter((input) => input.checked).map((input) => input.value);
  if (!picked.length) return BLANK;
  if (inputs[0].type === "checkbox") return picked;
  return ["true", "false"].includes(picked[0]) ? picked[0] === "true" : picked[0];
}

function readPlaces(selects) {
  const placed = selects.filter((select) => select.value);
  if (!placed.length) return BLANK;
  const places = placed.map((select) => select.value);
  if (places.length < selects.length || new Set(places).size < places.length) {
    throw new Error("Give every line a place of its own; two share one, or one has none.");
  }
  return placed.sort((first, second) => first.value - second.value).map((select) => select.name);
}

function fillForm(section, answer) {
  if (answer === BLANK || answer === undefined) return;
  const listed = (Array.isArray(answer) ? answer : [answer]).map(String);
  section.querySelectorAll("input[name=pick]").forEach((input) => { input.checked = listed.includes(input.value); });
  section.querySelectorAll("input[name=entry]").forEach((input, i) => { input.value = listed[i] ?? ""; });
  section.querySelectorAll("select").forEach((select, i) => {
    select.value = select.name === "row" ? listed[i] ?? "" : String(listed.indexOf(select.name) + 1 || "");
  });
}

function say(section, text) {
  const line = document.createElement("p");
  line.className = "gw-verdict gw-part";
  line.textContent = text;
  section.querySelector(".gw-result").replaceChildren(line);
}
