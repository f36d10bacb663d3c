// What the page is made of: the data, texts in both languages, elements.

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
  for (const element of main.querySelectorAll("math, table")) {
    const box = element.closest("math") ? element.closest("p, div, .text, label, li, td") : element.parentElement;
    // A formula in a line of its own is as wide as the line, and what stands in it wider.
    const width = Math.max(...[element, element.firstElementChild].map((one) => one.getBoundingClientRect().width));
    if (!box?.clientWidth || element.closest(".scroll") || width <= box.clientWidth + 1) continue;
    const holder = h("span", { class: "scroll", tabindex: element.closest("label") ? null : "0" });
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
