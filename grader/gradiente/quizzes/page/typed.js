// typed.py for the page: both read the same table, tests/quizzes/number_readings.json.

class UnreadableNumber extends Error {}

const DIGITS = String.raw`(?:\d+(?:[.,]\d*)?|[.,]\d+)`;
const NUMBER = new RegExp(
  `^(?:(?<number>[-+]?${DIGITS})`
  + String.raw`(?:e(?<e>[-+]?\d+)|\s*(?:[·×x*]\s*)10\s*(?:\^|\*\*)?\s*\(?(?<power>[-+]?\d+)\)?)?`
  + String.raw`(?:\s*/\s*(?<divisor>${DIGITS}))?`
  + String.raw`\s*(?<unit>[^\d]*))$`,
  "i",
);
// 1.234 or 12,345 where a whole number is asked for: most likely thousands, and not ours to decide.
const LIKE_THOUSANDS = /^[-+]?\d{1,3}[.,]\d{3}$/;
const GROUPED = /\d[.,\s']+\d+[.,\s']+\d|\d[\s']+\d/;
const SUPERSCRIPTS = "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹";

function readNumber(text, unit = "", whole = false) {
  let tidy = text.replace(/[−–]/g, "-").replace(/[⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (one) => "-+0123456789"[SUPERSCRIPTS.indexOf(one)]);
  tidy = tidy.trim().replace(/^[=≈ ]+/, "").trim().replace(/^([-+])\s+/, "$1");
  if (!tidy) throw new UnreadableNumber("empty");
  const found = NUMBER.exec(tidy)?.groups;
  if (GROUPED.test(tidy.split(/\s*[·×x*/]\s*/)[0]) || (whole && found && LIKE_THOUSANDS.test(found.number))) {
    throw new UnreadableNumber("thousands");
  }
  if (!found) throw new UnreadableNumber("no-number");
  const decimal = (digits) => digits.replace(",", ".");
  const exponent = Number(found.e || found.power || 0);
  const divisor = found.divisor ? Number(decimal(found.divisor)) : 1;
  if (divisor === 0 || Math.abs(exponent) > 300) throw new UnreadableNumber("no-number");
  // Joined as text, so that 1.5e-3 is the float that is meant, not a product that rounds twice.
  let value = Number(`${decimal(found.number)}e${exponent}`) / divisor;
  if (found.unit.includes("%") && !unit.includes("%")) value /= 100;
  if (!Number.isFinite(value)) throw new UnreadableNumber("no-number");
  return value;
}
