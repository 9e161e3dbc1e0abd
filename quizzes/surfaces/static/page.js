// The page marks practice answers by itself, by the rules of the types in quizzes/types (a test compares both).

const SAID = { right: "your answer, right", wrong: "your answer, not right", missed: "right, not picked", left: "" };
// As `plainer` of quizzes/text/words.py: typographic signs count as the plain ones.
const plainer = (text) => text
  .replace(/[‘’‚‛′ʼ‹›´「」]/g, "'").replace(/[“”„‟″«»『』〝〞]/g, '"').replace(/[−–—‐‑‒﹣]/g, "-")
  .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, " ").replace(/[\u200b\u2060\ufeff\u00ad]/g, "")
  .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
const squeeze = (text, ignoreCase) => { const bare = plainer(text).replace(/\s+/g, ""); return ignoreCase ? bare.toLowerCase() : bare; };
const close = (value, target, slack) =>
  Math.abs(value - target) <= slack * (1 + 1e-9) + 1e-12 * Math.max(Math.abs(target), Math.abs(value));

function readNumber(text) {
  const [above, below] = plainer(text).split("/");
  const plain = /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i;
  const value = below === undefined ? Number(above) : Number(above) / Number(below);
  const read = plain.test(above) && (below === undefined || plain.test(below)) && Number.isFinite(value);
  const comma = text.includes(",") ? " A comma is no decimal point." : "";
  if (!read) throw new Error(`'${text.slice(0, 40)}' cannot be read as a number.${comma} ` +
    "Write one finite number, such as 42, 0.25, 2.5e-3 or 1/4.");
  return value;
}

function picks(data, chosen) {
  const right = data.options.filter((option) => option.right).map((option) => option.letter);
  const notes = data.options.map((option) => ({ ...option, chosen: chosen.includes(option.letter) }));
  const hits = chosen.filter((letter) => right.includes(letter)).length;
  const off = data.options.filter((option) => option.right !== chosen.includes(option.letter)).length;
  const shares = {
    single: hits,
    all_or_nothing: off === 0 ? 1 : 0,
    every_decision: 1 - off / data.options.length,
    net_correct: (2 * hits - chosen.length) / right.length,
  };
  return [shares[data.scoring], notes];
}

function order(data, given) {
  const place = Object.fromEntries(given.map((letter, i) => [letter, i]));
  const kept = data.pairs.filter(([early, late]) => place[early] < place[late]).length;
  const notes = data.options.map((option) =>
    ({ ...option, chosen: true, right: option.after.every((early) => place[early] < place[option.letter]) }));
  return [kept / data.pairs.length, notes];
}

function number(data, given) {
  const value = readNumber(given);
  if (close(value, data.answer, data.slack)) return [1, [{ about: given, chosen: true, right: true, html: data.feedback }]];
  const known = data.wrong.find((wrong) => close(value, wrong.value, data.slack));
  return [0, [{ about: given, chosen: true, right: false, html: known ? known.html : data.otherwise }]];
}

function rows(data, given) {
  const notes = data.rows.map((row, i) => ({ ...row, chosen: Boolean(given[i]), right: given[i] === row.match }));
  return [notes.filter((note) => note.right).length / notes.length, notes];
}

function blanks(data, given) {
  const notes = data.blanks.map((blank, i) => {
    const entry = squeeze(given[i] ?? "", blank.ignore_case);
    const right = entry !== "" && blank.accept.includes(entry);
    const known = right ? undefined : blank.wrong.find((wrong) => wrong.answer === entry);
    return { about: blank.about, chosen: entry !== "", right, html: known ? known.html : blank.html };
  });
  return [notes.filter((note) => note.right).length / notes.length, notes];
}

// Each question's data name one of these in `marked_by`.
const MARK = { picks: (data, given) => picks(data, [given].flat().map(String)), order, rows, blanks, number };

function noteItem(note) {
  const state = note.chosen ? (note.right ? "right" : "wrong") : note.right ? "missed" : "left";
  const item = document.createElement("li");
  item.className = `gw-note gw-${state}`;
  const about = document.createElement("strong");
  if (note.about_html) about.innerHTML = note.about_html; else about.textContent = note.about;
  const said = document.createElement("span");
  said.className = "gw-said";
  said.textContent = SAID[state];
  const feedback = document.createElement("div");
  feedback.innerHTML = note.html;
  item.append(about, said, feedback);
  return item;
}

function check(section, data) {
  let given;
  try { given = readForm(section); } catch (error) { say(section, error.message); return; }
  if (given === null) { section.dataset.share = "0"; say(section, "Not answered."); return; }
  let share, notes;
  try { [share, notes] = MARK[data.marked_by](data, given); } catch (error) { say(section, error.message); return; }
  share = Math.min(1, Math.max(0, share));
  section.dataset.share = String(share);
  const earned = Number((share * data.points).toPrecision(3));
  const verdict = share >= 1 ? "Right." : share > 0 ? `Partly right: ${earned} of ${data.points} point${data.points === 1 ? "" : "s"}.` : "Not yet.";
  say(section, verdict);
  const place = section.querySelector(".gw-result");
  place.firstChild.className = `gw-verdict gw-${share >= 1 ? "right" : share > 0 ? "part" : "wrong"}`;
  const list = document.createElement("ul");
  list.className = "gw-notes";
  list.append(...notes.map(noteItem));
  const explanation = document.createElement("div");
  explanation.className = "gw-explanation";
  explanation.innerHTML = data.explanation;
  place.append(list, explanation);
}

function summarise(sections) {
  const done = sections.filter((section) => section.dataset.share !== undefined);
  const right = done.filter((section) => Number(section.dataset.share) >= 1).length;
  document.querySelector(".gw-summary").textContent =
    done.length ? `${right} right of ${done.length} answered, ${sections.length} in all.` : "";
}

const sections = [...document.querySelectorAll(".gw-question")];
for (const section of sections) {
  const data = JSON.parse(section.querySelector("script[type='application/json']").textContent);
  section.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check(section, data);
    summarise(sections);
  });
}
document.documentElement.classList.add("gw-script");
