// marking.py for the page: what an answer is worth and what is said to it. The answers stand in the page as hashes.
//
// A response is what the form gives: the text typed; the places ticked, or in order, as shown; for each item the
// place of its partner, or null; for an open question the keys of the points ticked.

const opened = (variant, label, sealed) => unseal(keyOf(variant.salt, label), sealed);
const itemKeys = (variant, label, items) => items.map((item, place) => opened(variant, `${label}|${place}`, item.sealed));
const optionsOf = (variant) => variant.asked.options.map((one, place) => opened(variant, `option|${place}`, one.sealed));
const comparedOf = (variant) => opened(variant, "compare", variant.asked.compared);

// A hair more than the tolerance: what lies on its edge in decimal may lie beyond it in binary.
const agrees = (value, wanted, tolerance) => Math.abs(value - wanted) <= tolerance + 1e-9 * Math.max(1, Math.abs(wanted));

const MARKERS = {
  numeric(variant, typed) {
    const { whole, unit, width, cells } = variant.asked;
    const value = readNumber(typed, unit ? unit.en : "", whole);
    const label = `cell|${Math.floor(value / width)}`;
    const sealed = cells[markOf(variant.salt, label)];
    const known = sealed ? opened(variant, label, sealed) : [];
    const found = known.find((one) => agrees(value, one.value, one.tolerance));
    if (!found) return { fraction: 0, chosen: ["other"], feedback: [], response: typed };
    return {
      fraction: found.unlock ? 1 : 0, chosen: [found.key], feedback: found.feedback, response: typed, key: found.unlock,
    };
  },

  choice(variant, places) {
    const { several, rights, options } = variant.asked;
    const shown = [...places].sort((one, other) => one - other);
    const ticked = shown.map((place) => opened(variant, `option|${place}`, options[place].sealed));
    const hits = ticked.filter((one) => one.right).length;
    const misses = ticked.length - hits;
    // Whoever ticks everything gets nothing, whoever ticks nothing neither.
    const fraction = several
      ? Math.max(0, hits / rights - misses / (options.length - rights))
      : Number(hits === 1 && misses === 0);
    const chosen = ticked.map((one) => one.key);
    const feedback = ticked.filter((one) => !one.right).flatMap((one) => one.feedback);
    return { fraction, chosen, feedback, response: chosen, label: shown.join(",") };
  },

  ordering(variant, places) {
    const keys = itemKeys(variant, "item", variant.asked.items);
    const follows = new Set(variant.asked.pairs);
    let hits = 0;
    for (let at = 1; at < places.length; at += 1) {
      hits += Number(follows.has(markOf(variant.salt, `${places[at - 1]}>${places[at]}`)));
    }
    const chosen = places.map((place) => keys[place]);
    return { fraction: hits / (places.length - 1), chosen, feedback: [], response: chosen, label: places.join(",") };
  },

  matching(variant, partners) {
    const items = itemKeys(variant, "item", variant.asked.items);
    const keys = itemKeys(variant, "partner", variant.asked.partners);
    const right = new Set(variant.asked.pairs);
    const hits = partners.filter((partner, item) => right.has(markOf(variant.salt, `${item}=${partner}`))).length;
    const response = {};
    partners.forEach((partner, item) => { if (partner !== null) response[items[item]] = keys[partner]; });
    const chosen = Object.entries(response).map(([item, partner]) => `${item}=${partner}`).sort();
    return { fraction: hits / items.length, chosen, feedback: [], response, label: partners.join(",") };
  },

  open(variant, ticked) {
    const { points } = comparedOf(variant);
    const chosen = points.map((point) => point.key).filter((key) => ticked.includes(key));
    return { fraction: chosen.length / points.length, chosen, feedback: [], response: chosen };
  },
};

function mark(variant, response) {
  const marked = MARKERS[variant.asked.kind](variant, response);
  marked.misconceptions = marked.feedback.map((one) => one.misconception).filter(Boolean);
  return marked;
}

// Turn a stored response, which names keys, into one by places; throws where it is none of this variant's.
function placed(variant, stored) {
  const { asked } = variant;
  const find = (keys) => (key) => {
    const place = keys.indexOf(key);
    if (place < 0) throw new RangeError(`no ${key}`);
    return place;
  };
  if (asked.kind === "numeric") {
    if (typeof stored !== "string") throw new TypeError("no text");
    return stored;
  }
  if (asked.kind === "matching") {
    const items = itemKeys(variant, "item", asked.items);
    const partner = find(itemKeys(variant, "partner", asked.partners));
    return items.map((item) => (stored[item] === undefined ? null : partner(stored[item])));
  }
  if (!Array.isArray(stored) || new Set(stored).size !== stored.length) throw new TypeError("no list");
  if (asked.kind === "choice") return stored.map(find(optionsOf(variant).map((one) => one.key)));
  if (asked.kind === "ordering") {
    if (stored.length !== asked.items.length) throw new TypeError("not every item");
    return stored.map(find(itemKeys(variant, "item", asked.items)));
  }
  const points = comparedOf(variant).points.map((point) => point.key);
  stored.forEach(find(points));
  return stored;
}

// The explanation and the solution: opened by the right answer, else slowly.
function keptOf(variant, marked, rounds) {
  const { asked } = variant;
  let key;
  if (asked.kind === "open") key = comparedOf(variant).key;
  else if (marked && marked.fraction === 1) key = marked.key || opened(variant, `right|${marked.label}`, asked.key);
  else key = unseal(slowKey(variant.salt, rounds), variant.unlock);
  return unseal(fromHex(key), variant.kept);
}

// certainty.py for the page; the numbers come from there.
function certaintyMark(fraction, certainty, scheme) {
  return fraction > 0 ? scheme.right[certainty] * fraction : scheme.wrong[certainty];
}

function calibration(answers, scheme) {
  return Object.keys(scheme.right).map((name) => {
    const certainty = Number(name);
    const fractions = answers.filter((one) => one.certainty === certainty).map((one) => one.fraction);
    if (!fractions.length) return { certainty, answers: 0, share: null, judgement: "too-few" };
    const share = fractions.reduce((sum, one) => sum + one, 0) / fractions.length;
    const [low, high] = scheme.best[certainty];
    let judgement = "fitting";
    if (fractions.length < scheme.fewest) judgement = "too-few";
    else if (share < low) judgement = "overconfident";
    else if (share > high) judgement = "underconfident";
    return { certainty, answers: fractions.length, share, judgement };
  });
}
