"use strict";
// n and p go from passage to passage, and show it in both files.
const passages = [...document.querySelectorAll("[data-passage]")];
let at = -1;
const show = (place) => {
  if (!passages.length) return;
  at = (place + passages.length) % passages.length;
  const one = passages[at];
  document.getElementById(one.hash.slice(1))?.scrollIntoView({ block: "center" });
  one.scrollIntoView({ block: "center" });
  one.focus({ preventScroll: true });
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.key === "n") show(at + 1);
  if (event.key === "p") show(at < 0 ? -1 : at - 1);
});
for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => show(at < 0 && button.dataset.step < 0 ? -1 : at + Number(button.dataset.step)));
}
document.querySelector(".keys").hidden = !passages.length;
