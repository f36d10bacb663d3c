// The page itself: the way through it, a question and what is said to it. Marking stands in marking.js.

// --- The way through the page --------------------------------------------------------------------------------------

const address = (topic, number) => `#${topic.id}/${number}`;

function place() {
  const [name, number] = decodeURIComponent(location.hash.slice(1)).split("/");
  if (name === "results") return { results: true };
  const topic = data.topics.find((one) => one.id === name) || data.topics[0];
  const index = Math.min(Math.max(1, Number(number) || 1), topic.questions.length) - 1;
  return { topic, index, question: topic.questions[index] };
}

function show(focus) {
  const here = place();
  drawTopics(here);
  main.replaceChildren(...(here.results ? resultsView() : questionView(here)));
  nameDocument(here);
  letWideScroll();
  if (!focus) return;
  // To what is said and not past it: the button that goes on may lie a long explanation below.
  const said = main.querySelector(".said > *");
  (document.getElementById(focus) || main).focus({ preventScroll: Boolean(said) });
  said?.scrollIntoView({ block: "nearest" });
}

function nameDocument(here) {
  const title = say("title", language());
  root.lang = language();
  document.title = here.results ? `${say("results", language())} · ${title}` : `${here.question.title[language()]} · ${title}`;
}

function drawTopics(here) {
  const rows = data.topics.map((topic) => {
    const done = topic.questions.filter((question) => isOver(recordOf(variantOf(question)), question)).length;
    const count = topic.questions.length;
    return h("li", {},
      h("a", { href: address(topic, 1), "aria-current": here.topic === topic ? "true" : null, class: done === count ? "done" : null },
        h("span", {}, plain(topic.title)),
        h("span", { class: "count", "aria-hidden": "true" }, `${done}/${count}`),
        unseen(", ", t("answered", { done, count }))));
  });
  const end = h("a", { href: "#results", class: "to-results", "aria-current": here.results ? "true" : null }, t("results"));
  document.getElementById("topic-list").replaceChildren(h("ol", {}, rows), end);
}

function steps(topic, index) {
  const links = topic.questions.map((question, at) => {
    const kind = stateOf(question);
    return h("li", {},
      h("a", { href: address(topic, at + 1), class: kind, "aria-current": at === index ? "step" : null },
        unseen(t("question", { number: at + 1 }), ": ", t(`state-${kind}`)),
        h("span", { "aria-hidden": "true" }, String(at + 1), SIGNS[kind] && h("b", {}, SIGNS[kind]))));
  });
  const label = h("h2", { id: "topic-title" }, plain(topic.title));
  return [label, h("nav", { class: "steps", "aria-labelledby": "steps-label" }, h("span", { class: "unseen", id: "steps-label" }, t("questions-of-topic")), h("ol", {}, links))];
}

// --- A question ----------------------------------------------------------------------------------------------------

function questionView({ topic, index, question }) {
  const variant = variantOf(question);
  const record = recordOf(variant);
  const over = isOver(record, question);
  const heading = h("h3", { id: "question-title", tabindex: "-1" }, plain(question.title));
  const about = h("p", { class: "about" },
    h("span", {}, t("quiz.minutes", { count: question.minutes })), " · ", h("span", {}, t("quiz.code", { code: variant.code })));
  const article = h("article", { class: "question", "aria-labelledby": "question-title" },
    heading, about, h("div", { class: "stem" }, rich(variant.stem)));
  const form = answerForm({ question, variant, record, over });
  article.append(form, h("div", { class: "said" }, record ? saidTo({ question, variant, record, over }) : []));
  return [...steps(topic, index), article, onward(topic, index, question, variant, over)];
}

function onward(topic, index, question, variant, over) {
  const at = questions.indexOf(question);
  const [before, after] = [questions[at - 1], questions[at + 1]];
  const link = (other, key, attributes) => {
    const home = data.topics.find((one) => one.id === other.topic);
    return h("a", { href: address(home, home.questions.indexOf(other) + 1), ...attributes }, t(key));
  };
  const unanswered = question.variants.find((one) => one !== variant && !recordOf(one));
  return h("div", { class: "onward" },
    before ? link(before, "previous", { class: "button quiet" }) : h("span"),
    over && unanswered && h("button", { type: "button", class: "button", id: "another", onclick: () => {
      state.current[question.id] = unanswered.code;
      remember();
      show("question-title");
    } }, t(question.dynamic ? "new-variant" : "ask-again")),
    after
      ? link(after, "next", { class: over ? "button main" : "button quiet", id: "next" })
      : h("a", { href: "#results", class: over ? "button main" : "button quiet", id: "next" }, t("to-results")));
}

function answerForm({ question, variant, record, over }) {
  const last = record && record.tries.length ? placed(variant, lastTry(record).response) : null;
  const kept = over ? keptOf(variant, last === null ? null : mark(variant, last), data.scheme.rounds) : null;
  const context = { question, variant, record, over, last, kept };
  const field = FIELDS[variant.asked.kind](context);
  const problem = h("p", { class: "problem", id: "problem", hidden: true });
  const form = h("form", { novalidate: true, id: "answer", autocomplete: "off" }, field.element);
  if (over) return form;
  const isOpen = variant.asked.kind === "open";
  if (!record && !isOpen) form.append(certaintyField());
  form.append(problem);
  const buttons = h("div", { class: "buttons" }, h("button", { type: "submit", class: "button main", id: "check" }, t(field.submit || "check")));
  if (!isOpen) buttons.append(h("button", { type: "button", class: "button quiet", id: "give-up", onclick: () => giveUp(question, variant) }, t("give-up")));
  form.append(buttons);
  const complain = (keys, focus) => {
    problem.replaceChildren(...t(keys));
    problem.hidden = false;
    announce(say(keys, language()));
    field.invalid?.(true);
    focus?.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    problem.hidden = true;
    field.invalid?.(false);
    const response = field.read();
    if (response === undefined) return;  // the field has more to ask
    if (response === null) return void complain(field.missing, field.first());
    let marked;
    try {
      marked = mark(variant, response);
    } catch (error) {
      if (!(error instanceof UnreadableNumber)) throw error;
      return void complain(`quiz.${error.message}`, field.first());
    }
    const asks = root.dataset.certainty === "on" && !record && !isOpen;
    const stated = form.querySelector("input[name=certainty]:checked");
    if (asks && !stated) return void complain("certainty-missing", form.querySelector("input[name=certainty]"));
    answer(question, variant, marked, asks ? Number(stated.value) : null);
  });
  return form;
}

function certaintyField() {
  const { right, wrong } = data.scheme;
  const levels = Object.keys(right).map((level) => h("label", {},
    h("input", { type: "radio", name: "certainty", value: level }),
    h("span", {}, h("strong", {}, t(`certainty-${level}`)), " ",
      h("small", {}, t("certainty-worth", { right: right[level], wrong: String(wrong[level]).replace("-", "−") })))));
  return h("fieldset", { class: "certainty" }, h("legend", {}, t("certainty")), h("div", {}, levels));
}

function answer(question, variant, marked, certainty) {
  let record = recordOf(variant);
  if (!record) {
    record = begun(question, variant, certainty);
    state.answers.push(record);
  }
  addTry(record, variant, marked);
  remember();
  const over = isOver(record, question);
  show(over ? "next" : firstOf(variant));
  const tongue = language();
  announce(
    say(...verdictOf(record, marked.fraction, tongue)),
    ...marked.feedback.flatMap((one) => [one.name && say("quiz.you-seem-to-have", tongue, { name: one.name }), spoken(one.text[tongue])]),
    !over && variant.hint && `${say("quiz.hint", tongue)}: ${spoken(variant.hint[tongue])}`,
    !over && say("quiz.again", tongue),
    over && `${say("quiz.explanation", tongue)}: ${spoken(keptOf(variant, marked, data.scheme.rounds).explanation[tongue])}`,
  );
}

// After a first try the field is where one goes on: the one that is ticked, else the first.
function firstOf(variant) {
  return variant.asked.kind === "choice" ? `option-${placed(variant, lastTry(recordOf(variant)).response)[0] ?? 0}` : "field";
}

function verdictOf(record, fraction, tongue) {
  if (fraction === 1) return [record.tries.length > 1 ? "second-right" : "quiz.right", tongue];
  if (fraction > 0) return ["quiz.partly", tongue, { percent: inBoth((one) => percent(fraction, one)) }];
  return ["quiz.wrong", tongue];
}

function giveUp(question, variant) {
  let record = recordOf(variant);
  if (!record) {
    record = begun(question, variant, null);
    state.answers.push(record);
  }
  record.gave_up = true;
  remember();
  show("next");
  const kept = keptOf(variant, null, data.scheme.rounds);
  announce(say("gave-up", language()), `${say("quiz.explanation", language())}: ${spoken(kept.explanation[language()])}`);
}

// What an answer is told: the verdict, its feedback, a hint; at the end the solution and why.
function saidTo({ question, variant, record, over }) {
  const parts = [];
  const tried = record.tries.map((one) => mark(variant, placed(variant, one.response)));
  const last = tried[tried.length - 1];
  if (last) {
    const kind = last.fraction === 1 ? "right" : last.fraction > 0 ? "partly" : "wrong";
    const sign = { right: "✓", partly: "◐", wrong: "✗" }[kind];
    const worth = record.certainty_mark === null || record.tries.length > 1 ? null
      : h("span", { class: "worth" }, t("worth", { points: inBoth((one) => (record.certainty_mark > 0 ? "+" : "") + points(record.certainty_mark, one)) }));
    const words = plain(inBoth((tongue) => say(...verdictOf(record, last.fraction, tongue))));
    parts.push(h("section", { class: `verdict ${kind}` },
      h("p", { class: "word" }, h("span", { class: "sign", "aria-hidden": "true" }, sign), h("strong", {}, words), worth),
      last.feedback.map((one) => h("div", { class: "feedback" },
        one.name && h("p", { class: "name" }, t("quiz.you-seem-to-have", { name: one.name })),
        rich(one.text),
        one.lecture && h("p", { class: "lecture" }, t("quiz.in-the-lecture", { lecture: one.lecture }))))));
  }
  if (!over) {
    if (variant.hint) parts.push(h("section", { class: "hint" }, h("h4", {}, t("quiz.hint")), rich(variant.hint)));
    parts.push(h("p", { class: "again" }, t("quiz.again")));
    return parts;
  }
  if (record.gave_up) parts.push(h("p", { class: "again" }, t("gave-up")));
  const kept = keptOf(variant, last || null, data.scheme.rounds);
  const found = last && last.fraction === 1;
  const solution = found || question.type === "open" ? null : solutionOf(variant, kept.solution);
  parts.push(h("section", { class: "explanation" },
    solution && [h("h4", {}, t("quiz.solution")), solution],
    h("h4", {}, t("quiz.explanation")), rich(kept.explanation),
    h("p", { class: "lecture" }, t("quiz.in-the-lecture", { lecture: question.lecture }))));
  return parts;
}

function solutionOf(variant, solution) {
  const { asked } = variant;
  if (asked.kind === "numeric") {
    const unit = asked.unit || { es: "", en: "" };
    return h("p", { class: "number" }, plain(inBoth((tongue) => `${solution[tongue]} ${unit[tongue]}`.trim())));
  }
  if (asked.kind === "choice") return h("ul", {}, solution.map((place) => h("li", {}, rich(asked.options[place].html, "span"))));
  if (asked.kind === "ordering") return h("ol", {}, solution.map((place) => h("li", {}, rich(asked.items[place].html, "span"))));
  return h("ul", {}, asked.items.map((item, at) => h("li", {}, rich(item.html, "span"), " → ", rich(asked.partners[solution[at]].html, "span"))));
}

// --- Settings, and the beginning -----------------------------------------------------------------------------------

function settle() {
  for (const button of document.querySelectorAll("[data-set-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.setLanguage === language()));
  }
  document.querySelector(`input[name=theme][value=${root.dataset.theme}]`).checked = true;
  document.getElementById("with-certainty").checked = root.dataset.certainty === "on";
}

function begin() {
  recall();
  settle();
  for (const button of document.querySelectorAll("[data-set-language]")) {
    button.addEventListener("click", () => {
      root.dataset.language = button.dataset.setLanguage;
      settle();
      remember();
      renames.forEach((rename) => rename());
      nameDocument(place());
      letWideScroll();
    });
  }
  for (const input of document.querySelectorAll("input[name=theme]")) {
    input.addEventListener("change", () => { root.dataset.theme = input.value; remember(); });
  }
  document.getElementById("with-certainty").addEventListener("change", (event) => {
    root.dataset.certainty = event.target.checked ? "on" : "off";
    remember();
  });
  const menu = document.getElementById("settings");
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  const button = document.getElementById("topics-button");
  const unfold = (open) => button.setAttribute("aria-expanded", String(open));
  button.addEventListener("click", () => unfold(button.getAttribute("aria-expanded") !== "true"));
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    (document.getElementById("question-title") || main).focus();
  });
  addEventListener("hashchange", () => { unfold(false); renames.clear(); show(); (document.getElementById("question-title") || main).focus({ preventScroll: true }); scrollTo(0, 0); });
  addEventListener("resize", letWideScroll);
  addEventListener("beforeprint", paper);
  addEventListener("afterprint", () => document.getElementById("sheet").replaceChildren());
  show();
}

begin();
