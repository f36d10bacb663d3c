// What came of it, and paper.

// --- Results -------------------------------------------------------------------------------------------------------

function resultsView() {
  const { answers } = state;
  const parts = [h("h2", { id: "question-title", tabindex: "-1" }, t("results"))];
  if (!answers.length) parts.push(h("p", { class: "box" }, t("nothing-yet")));
  else parts.push(...score(answers), ...byTopic(answers), ...howCertain(answers), ...toRevise(answers));
  parts.push(...ownFile());
  return parts;
}

const total = (list, value) => list.reduce((sum, one) => sum + value(one), 0);

function score(answers) {
  const all = total(answers, (one) => one.fraction);
  const parts = [h("p", { class: "total" }, t("quiz.result", { points: inBoth((one) => points(all, one)), count: answers.length }))];
  const certain = answers.filter((one) => one.certainty !== null);
  if (certain.length) {
    const marks = total(certain, (one) => one.certainty_mark || 0);
    parts.push(h("p", {}, t("quiz.result-certainty", {
      points: inBoth((one) => points(marks, one)),
      low: inBoth((one) => points(certain.length * data.scheme.wrong[3], one)), high: inBoth((one) => points(certain.length * data.scheme.right[3], one)),
    })));
  }
  return parts;
}

function byTopic(answers) {
  const rows = data.topics.map((topic) => [topic, answers.filter((one) => one.topic === topic.id)]).filter(([, list]) => list.length)
    .map(([topic, list]) => {
      const share = total(list, (one) => one.fraction) / list.length;
      return h("tr", {}, h("th", { scope: "row" }, h("a", { href: address(topic, 1) }, plain(topic.title))),
        h("td", { class: "number" }, String(list.length)),
        h("td", { class: "number" }, plain(inBoth((one) => points(share * list.length, one)))),
        h("td", { class: "meter" }, bar(share)));
    });
  return [h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("topic")), h("th", { scope: "col", class: "number" }, t("answers")),
    h("th", { scope: "col", class: "number" }, t("points")), h("td"))), h("tbody", {}, rows))];
}

function bar(share) {
  const inside = h("span");
  inside.style.width = `${Math.round(100 * share)}%`;
  return h("span", { class: "bar", "aria-hidden": "true" }, inside);
}

function howCertain(answers) {
  const certain = answers.filter((one) => one.certainty !== null);
  if (!certain.length) return [];
  const { best } = data.scheme;
  const rows = calibration(certain, data.scheme).filter((level) => level.share !== null).map((level) => h("tr", {},
    h("th", { scope: "row" }, t(`certainty-${level.certainty}`)), h("td", { class: "number" }, String(level.answers)),
    h("td", { class: "number" }, plain(inBoth((one) => percent(level.share, one)))), h("td", {}, t(`quiz.calibration-${level.judgement}`))));
  return [h("h3", {}, t("calibration")),
    h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t("level")), h("th", { scope: "col", class: "number" }, t("answers")),
      h("th", { scope: "col", class: "number" }, t("right-share")), h("th", { scope: "col" }, t("judgement")))), h("tbody", {}, rows)),
    h("p", { class: "help" }, t("calibration-note", { low: inBoth((one) => percent(best[2][0], one)), high: inBoth((one) => percent(best[3][0], one)) }))];
}

function toRevise(answers) {
  const missed = answers.filter((one) => one.fraction < 1).map((one) => byCode.get(one.code).question);
  const lectures = [...new Map(missed.map((question) => [question.lecture.es, question])).values()];
  if (!lectures.length) return [];
  return [h("h3", {}, t("quiz.review")), h("ul", {}, lectures.map((question) => {
    const topic = data.topics.find((one) => one.id === question.topic);
    return h("li", {}, h("a", { href: address(topic, topic.questions.indexOf(question) + 1) }, plain(question.title)), ": ", plain(question.lecture));
  }))];
}

function ownFile() {
  const name = h("input", { type: "text", id: "student", value: state.student, autocomplete: "off", oninput: () => {
    state.student = name.value;
    remember();
  } });
  const file = h("input", { type: "file", id: "file", class: "unseen", accept: ".json,application/json", tabindex: "-1", "aria-hidden": "true", onchange: () => load(file) });
  const told = h("p", { id: "told", class: "help" });
  return [h("h3", {}, t("your-file")), h("p", { class: "help" }, t(keepable ? "kept-here" : "not-kept")),
    h("p", {}, h("label", { for: "student" }, t("student")), " ", name),
    h("div", { class: "buttons" },
      h("button", { type: "button", class: "button", id: "save", onclick: save }, t("save-file")),
      h("button", { type: "button", class: "button", id: "load", onclick: () => file.click() }, t("load-file")), file,
      h("button", { type: "button", class: "button quiet", id: "print", onclick: () => window.print() }, t("print")),
      h("button", { type: "button", class: "button quiet danger", id: "erase", onclick: erase }, t("erase"))),
    told];
}

// As docs/quiz-results.md has it: what the terminal writes.
const resultsFile = () => ({
  format_version: 1, source: "page", student: state.student.trim() || null, language: language(),
  ended: new Date().toISOString().replace(/\.\d+Z$/, "Z"), answers: state.answers,
});

function save() {
  const blob = new Blob([`${JSON.stringify(resultsFile(), null, 2)}\n`], { type: "application/json" });
  const link = h("a", { href: URL.createObjectURL(blob), download: "gradiente-quizzes.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

async function load(input) {
  let taken = null;
  let stored = null;
  try {
    stored = JSON.parse(await input.files[0].text());
    if (stored.format_version === 1 && Array.isArray(stored.answers)) taken = take(stored.answers);
  } catch { /* said below */ }
  if (taken && typeof stored.student === "string" && !state.student) state.student = stored.student;
  remember();
  show("load");
  const details = taken || {};
  document.getElementById("told").replaceChildren(...t(taken ? "loaded" : "not-loaded", details));
  announce(say(taken ? "loaded" : "not-loaded", language(), details));
}

function erase() {
  if (!window.confirm(say("erase-sure", language()))) return;
  state = { ...fresh(), student: state.student };
  drafts.clear();
  remember();
  show("question-title");
  announce(say("erased", language()));
}

// --- Paper: the questions of the topic, without answers ------------------------------------------------------------

function paper() {
  const here = place();
  const topics = here.results ? data.topics : [here.topic];
  let number = 0;
  const sheet = topics.flatMap((topic) => [h("h2", {}, plain(topic.title)), ...topic.questions.map((question) => {
    const variant = variantOf(question);
    number += 1;
    return h("section", {}, h("h3", {}, `${number}. `, plain(question.title)), rich(variant.stem), blanks(variant.asked),
      h("p", { class: "about" }, t("quiz.code", { code: variant.code })));
  })]);
  document.getElementById("sheet").replaceChildren(...sheet);
}

function blanks(asked) {
  const box = (one) => h("li", {}, h("span", { class: "tick" }), h("span", {}, rich(one.html, "span")));
  if (asked.kind === "choice") return h("ul", { class: "blank" }, asked.options.map(box));
  if (asked.kind === "ordering") return h("ul", { class: "blank" }, asked.items.map(box));
  if (asked.kind === "matching") {
    return h("div", {}, h("ul", { class: "blank" }, asked.items.map(box)),
      h("ol", { type: "A" }, asked.partners.map((one) => h("li", {}, rich(one.html, "span")))));
  }
  if (asked.kind === "open") return h("div", { class: "lines" });
  return h("p", { class: "blank-number" }, h("span", {}), asked.unit && plain(asked.unit));
}
