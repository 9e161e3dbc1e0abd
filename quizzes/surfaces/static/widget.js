// The notebook widget: answers go to Python, which marks them and sends back what to show. No key is ever here.

let views = 0;

function render({ model, el }) {
  const view = `gw${Date.now().toString(36)}${views++}`;
  const root = document.createElement("div");
  root.className = "gw-quiz gw-widget";
  root.innerHTML = model.get("markup").replaceAll("__view__", view);
  // JupyterLab's shortcuts match the focused element itself, so that each control has to keep them away on its own
  root.querySelectorAll("input, select, button, summary").forEach((control) => {
    control.setAttribute("data-lm-suppress-shortcuts", "true");
  });
  el.replaceChildren(root);
  root.addEventListener("keydown", (event) => { // JupyterLab takes away what Enter does in a text field
    if (event.key === "Enter" && !event.isComposing && event.target.matches("input[type=text]")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
  const sections = [...root.querySelectorAll(".gw-question")];

  const showResults = () => {
    const results = model.get("results");
    for (const section of sections) {
      const result = results[section.dataset.question];
      const place = section.querySelector(".gw-result");
      if (result !== undefined && place.dataset.shown !== result) {
        place.innerHTML = result;
        place.dataset.shown = result;
      }
    }
    root.querySelector(".gw-summary").textContent = model.get("summary");
  };

  for (const section of sections) {
    const name = section.dataset.question;
    fillForm(section, model.get("answers")[name]);
    const keep = () => {
      let answer;
      try { answer = readForm(section); } catch { return; }
      model.set("answers", { ...model.get("answers"), [name]: answer });
      model.save_changes();
    };
    section.addEventListener("change", keep);
    section.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      let answer;
      try { answer = readForm(section); } catch (error) { say(section, error.message); return; }
      keep();
      section.querySelector(".gw-result").dataset.shown = "";
      const helped = Boolean(section.querySelector(".gw-hint[open]"));
      model.send({ question: name, answer, helped });
    });
  }
  showResults();
  model.on("change:results", showResults);
  model.on("change:summary", showResults);
  return () => {
    model.off("change:results", showResults);
    model.off("change:summary", showResults);
  };
}

export default { render };
