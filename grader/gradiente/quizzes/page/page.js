// The page itself: what is shown, what is typed, what is kept. Marking stands in marking.js.

const LANGUAGES = ["es", "en"];
const STORED = "gradiente-quizzes";
const root = document.documentElement;
const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const questions = data.topics.flatMap((topic) => topic.questions);
const byCode = new Map(questions.flatMap((question) => question.variants.map((variant) => [variant.code, { question, variant }])));

// --- Texts ---------------------------------------------------------------------------------------------------------

const language = () => root.dataset.language;

function say(key, tongue, details = {}) {
  const forms = data.texts[key.includes(".") ? key : `quiz_page.${key}`];
  const form = (details.count === 1 && forms[`${tongue}_one`]) || forms[tongue];
  return form.replace(/\{(\w+)\}/g, (_, name) => {
    const value = details[name];
    return value !== null && typeof value === "object" ? value[tongue] : String(value);
  });
}

const points = (value, tongue) => {
  const text = String(Number(value.toPrecision(4))).replace("-", "−");
  return tongue === "es" ? text.replace(".", ",") : text;
};
const percent = (share, tongue) => `${Math.round(100 * share)}${tongue === "es" ? "\u00a0" : ""}%`;
const inBoth = (make) => ({ es: make("es"), en: make("en") });

// --- Elements ------------------------------------------------------------------------------------------------------

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Both languages stand in the page and the style shows one, so that a switch loses nothing that was typed.
const plain = (text) => LANGUAGES.map((tongue) => h("span", { class: tongue, lang: tongue }, text[tongue]));
const t = (key, details) => plain(inBoth((tongue) => say(key, tongue, details)));
const unseen = (...children) => h("span", { class: "unseen" }, ...children);

// `text` is HTML that was made and sanitised when the page was built.
function rich(text, tag = "div") {
  return LANGUAGES.map((tongue) => {
    const element = h(tag, { class: tongue, lang: tongue });
    element.innerHTML = text[tongue];
    for (const image of element.querySelectorAll("img[data-figure]")) {
      const figure = data.figures[image.dataset.figure][tongue];
      image.src = figure.source;
      image.alt = figure.alternative;
      image.className = "figure";
    }
    return element;
  });
}

// What is wider than a phone scrolls by itself, by keyboard too.
function letWideScroll() {
  for (const element of document.querySelectorAll("main math, main pre, main table")) {
    const box = element.matches("math") ? element.closest("p, div, label, li, td, span") || element : element;
    if (!box.clientWidth) continue;
    const wide = element.getBoundingClientRect().width > box.clientWidth + 1 || element.scrollWidth > element.clientWidth + 1;
    if (!wide || element.closest("label, .scroll")) continue;
    const holder = h("span", { class: "scroll", tabindex: "0" });
    element.replaceWith(holder);
    holder.append(element);
  }
}

let speaking;
function announce(...parts) {
  const live = document.getElementById("live");
  live.textContent = "";
  clearTimeout(speaking);
  // A little later, or the same words twice are not spoken twice.
  speaking = setTimeout(() => { live.textContent = parts.filter(Boolean).join(" "); }, 60);
}

function spoken(html) {
  const element = h("div");
  element.innerHTML = html;
  element.querySelectorAll("annotation").forEach((one) => one.remove());
  return element.textContent.trim();
}

// --- What is kept --------------------------------------------------------------------------------------------------

const fresh = () => ({ answers: [], current: {}, student: "" });
let state = fresh();
let keepable = true;
let results = new Map();

function remember() {
  try {
    localStorage.setItem(STORED, JSON.stringify({ ...state, settings: settings() }));
  } catch {
    keepable = false;
  }
}

const settings = () => ({ language: root.dataset.language, theme: root.dataset.theme, certainty: root.dataset.certainty });

function recall() {
  let stored;
  try {
    stored = JSON.parse(localStorage.getItem(STORED) || "{}");
  } catch {
    keepable = false;
    return;
  }
  const { language: tongue, theme, certainty } = stored.settings || {};
  if (LANGUAGES.includes(tongue)) root.dataset.language = tongue;
  if (["auto", "light", "dark"].includes(theme)) root.dataset.theme = theme;
  if (["on", "off"].includes(certainty)) root.dataset.certainty = certainty;
  if (typeof stored.student === "string") state.student = stored.student;
  take(Array.isArray(stored.answers) ? stored.answers : []);
  for (const question of questions) {
    const code = (stored.current || {})[question.id];
    if (question.variants.some((variant) => variant.code === code)) state.current[question.id] = code;
  }
}

// Answers from a file or from before: marked anew, so that only what was answered is believed.
function take(answers) {
  let skipped = 0;
  let count = 0;
  for (const answer of answers) {
    const record = rebuilt(answer);
    if (!record) {
      skipped += 1;
      continue;
    }
    state.answers = state.answers.filter((one) => one.code !== record.code);
    state.answers.push(record);
    state.current[byCode.get(record.code).question.id] = record.code;
    count += 1;
  }
  return { count, skipped };
}

function rebuilt(answer) {
  try {
    const { question, variant } = byCode.get(answer.code);
    const record = begun(question, variant, [1, 2, 3].includes(answer.certainty) ? answer.certainty : null);
    for (const one of answer.tries) {
      if (!isOver(record, question)) addTry(record, variant, mark(variant, placed(variant, one.response)));
    }
    record.gave_up = Boolean(answer.gave_up);
    return record.tries.length || record.gave_up ? record : null;
  } catch {
    return null;
  }
}

// --- Attempts, as attempt.py has them ------------------------------------------------------------------------------

const begun = (question, variant, certainty) => ({
  code: variant.code, topic: question.topic, type: question.type, fraction: 0,
  certainty, certainty_mark: null, gave_up: false, tries: [],
});

function addTry(record, variant, marked) {
  const { response, fraction, chosen, misconceptions } = marked;
  record.tries.push({ response, fraction, chosen, misconceptions });
  if (record.tries.length === 1) {
    record.fraction = fraction;
    if (record.certainty !== null) record.certainty_mark = certaintyMark(fraction, record.certainty, data.scheme);
  }
}

const lastTry = (record) => record.tries[record.tries.length - 1];

function isOver(record, question) {
  if (!record) return false;
  const most = question.type === "open" ? 1 : data.scheme.most_tries;
  return record.gave_up || (record.tries.length > 0 && (lastTry(record).fraction === 1 || record.tries.length >= most));
}

const recordOf = (variant) => state.answers.find((one) => one.code === variant.code);

function variantOf(question) {
  const code = state.current[question.id];
  return question.variants.find((variant) => variant.code === code) || question.variants[0];
}

function stateOf(question) {
  const record = recordOf(variantOf(question));
  if (!record) return "new";
  if (record.fraction === 1) return "right";
  if (!isOver(record, question)) return "begun";
  return record.fraction > 0 ? "partly" : "wrong";
}

const SIGNS = { new: "", begun: "…", right: "✓", partly: "◐", wrong: "✗" };

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
  if (focus) (document.getElementById(focus) || main).focus();
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

// --- What is answered in: each gives an element and reads it -------------------------------------------------------
// `read` gives a response, null where something is missing, undefined where the field asks on by itself.

const FIELDS = {
  numeric({ variant, last, over }) {
    const { unit } = variant.asked;
    const input = h("input", {
      id: "field", type: "text", inputmode: "text", spellcheck: "false", autocapitalize: "off", value: last ?? "",
      "aria-describedby": "problem field-help", disabled: over, autocomplete: "off",
    });
    return {
      element: h("div", { class: "number-field" },
        h("label", { for: "field" }, t("your-answer"), unit && unseen(" (", plain(unit), ")")),
        h("div", { class: "with-unit" }, input, unit && h("span", { class: "unit", "aria-hidden": "true" }, plain(unit))),
        h("p", { class: "help", id: "field-help", hidden: over }, t("number-help"))),
      read: () => input.value,
      first: () => input,
      invalid: (is) => (is ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid")),
    };
  },

  choice({ variant, last, over, kept, record }) {
    const { several, options } = variant.asked;
    const before = record && record.tries.length > 1 ? placed(variant, record.tries[0].response) : [];
    const rows = options.map((option, at) => {
      const ticked = (last || []).includes(at);
      const right = over && kept.solution.includes(at);
      const remarks = over
        ? [right && "chosen-right", ticked && !right && "chosen-wrong", !ticked && before.includes(at) && !right && "chosen-before"]
        : [];
      return h("label", { class: ["option", right && "right", over && ticked && !right && "wrong"].filter(Boolean).join(" ") },
        h("input", { type: several ? "checkbox" : "radio", name: "option", value: at, id: `option-${at}`, checked: ticked, disabled: over }),
        h("span", { class: "text" }, rich(option.html, "span"),
          remarks.filter(Boolean).map((key) => h("small", { class: "remark" }, key === "chosen-right" ? "✓ " : key === "chosen-wrong" ? "✗ " : "", t(key)))));
    });
    const element = h("fieldset", { class: "options" }, h("legend", {}, t(several ? "choose-several" : "choose-one")), rows);
    return {
      element,
      missing: "nothing-chosen",
      read: () => {
        const ticked = [...element.querySelectorAll("input:checked")].map((input) => Number(input.value));
        return ticked.length ? ticked : null;
      },
      first: () => element.querySelector("input"),
    };
  },

  ordering({ variant, last, over, kept }) {
    const { items } = variant.asked;
    let order = last || items.map((_, at) => at);
    const list = h("ol", { class: "order", id: "order" });
    const row = (at) => {
      const item = items[at];
      const good = over && kept.solution.indexOf(at) === order.indexOf(at);
      const move = (step) => h("button", {
        type: "button", class: "move", "data-step": step, disabled: over, onclick: (event) => shift(at, step, event.currentTarget),
      }, h("span", { "aria-hidden": "true" }, step < 0 ? "↑" : "↓"), unseen(t(step < 0 ? "up" : "down", { item: item.plain })));
      return h("li", { "data-place": at, class: over ? (good ? "right" : "wrong") : null },
        h("span", { class: "text" }, rich(item.html, "span"), over && good && h("small", { class: "remark" }, "✓")), !over && h("span", { class: "moves" }, move(-1), move(1)));
    };
    const rows = new Map(items.map((_, at) => [at, row(at)]));
    const draw = () => list.append(...order.map((at) => rows.get(at)));
    function shift(at, step, button) {
      const from = order.indexOf(at);
      const to = from + step;
      if (to < 0 || to >= order.length) return;
      order = [...order];
      [order[from], order[to]] = [order[to], order[from]];
      draw();
      button.focus();
      announce(say("moved", language(), { item: items[at].plain, place: to + 1, count: order.length }));
    }
    draw();
    list.querySelector("button")?.setAttribute("id", "field");
    return {
      element: h("div", { role: "group", "aria-labelledby": "order-label" }, h("p", { class: "legend", id: "order-label" }, t("put-in-order")), list),
      read: () => order,
      first: () => list.querySelector("button"),
    };
  },

  matching({ variant, last, over, kept }) {
    const { items, partners } = variant.asked;
    const letter = (at) => String.fromCharCode(65 + at);
    const selects = items.map((item, at) => h("select", {
      id: at ? `match-${at}` : "field", disabled: over, "aria-labelledby": `item-${at}`,
    }, h("option", { value: "" }), partners.map((_, place) => h("option", { value: place, selected: last && last[at] === place }))));
    const rename = () => selects.forEach((select) => [...select.options].forEach((option) => {
      option.textContent = option.value === "" ? say("choose", language()) : `${letter(Number(option.value))}: ${partners[option.value].plain[language()]}`;
    }));
    rename();
    renames.add(rename);
    const rows = items.map((item, at) => {
      const good = over && last && kept.solution[at] === last[at];
      return h("li", { class: over ? (good ? "right" : "wrong") : null },
        h("span", { class: "text", id: `item-${at}` }, rich(item.html, "span"), over && h("small", { class: "remark" }, good ? "✓" : "✗")), selects[at]);
    });
    const shown = partners.map((partner, at) => h("li", {}, h("b", {}, letter(at)), h("span", {}, rich(partner.html, "span"))));
    return {
      element: h("div", { role: "group", "aria-labelledby": "match-label" },
        h("p", { class: "legend", id: "match-label" }, t("find-partners")), h("ul", { class: "match" }, rows),
        h("p", { class: "legend" }, t("partners")), h("ul", { class: "partners" }, shown)),
      missing: "partner-missing",
      read: () => (selects.some((select) => select.value === "") ? null : selects.map((select) => Number(select.value))),
      first: () => selects.find((select) => select.value === "") || selects[0],
    };
  },

  open({ variant, record, over, last }) {
    const area = h("textarea", { id: "field", rows: "7", "aria-describedby": "field-help", disabled: over });
    area.value = drafts.get(variant.code) || "";
    area.addEventListener("input", () => drafts.set(variant.code, area.value));
    const element = h("div", { class: "open" }, h("label", { for: "field" }, t("your-answer")), area,
      h("p", { class: "help", id: "field-help", hidden: over }, t("open-help")));
    let compared = null;
    const compare = () => {
      const { model_answer: model, points: wanted } = comparedOf(variant);
      compared = h("fieldset", { class: "options" }, h("legend", {}, t("which-points")), wanted.map((point, at) =>
        h("label", { class: "option" },
          h("input", { type: "checkbox", value: point.key, id: `point-${at}`, checked: (last || []).includes(point.key), disabled: over }),
          h("span", { class: "text" }, rich(point.html, "span")))));
      element.append(h("section", { class: "model" }, h("h4", { tabindex: "-1", id: "model" }, t("quiz.model-answer")), rich(model)), compared);
    };
    if (over) compare();
    return {
      element,
      submit: "compare",
      first: () => area,
      read: () => {
        if (compared) return [...compared.querySelectorAll("input:checked")].map((input) => input.value);
        compare();
        letWideScroll();
        document.getElementById("check").replaceChildren(...t("count-points"));
        document.getElementById("model").focus();
        return undefined;
      },
    };
  },
};

const drafts = new Map();
const renames = new Set();

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
  addEventListener("hashchange", () => { unfold(false); renames.clear(); show("question-title"); scrollTo(0, 0); });
  addEventListener("resize", letWideScroll);
  addEventListener("beforeprint", paper);
  addEventListener("afterprint", () => document.getElementById("sheet").replaceChildren());
  show();
}

begin();
