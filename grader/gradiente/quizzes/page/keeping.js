// What is kept of the answers, in the browser and in a file.

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
