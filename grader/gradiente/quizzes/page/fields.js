// The forms: one for each type of question.

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
      return h("li", { "data-place": at, class: over && last ? (good ? "right" : "wrong") : null },
        h("span", { class: "text" }, rich(item.html, "span"), over && last && good && h("small", { class: "remark" }, "✓")), !over && h("span", { class: "moves" }, move(-1), move(1)));
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
      return h("li", { class: over && last ? (good ? "right" : "wrong") : null },
        h("span", { class: "text", id: `item-${at}` }, rich(item.html, "span"), over && last && h("small", { class: "remark" }, good ? "✓" : "✗")), selects[at]);
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
