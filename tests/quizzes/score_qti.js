// Scores items in a page with qti-components: `items` is [[xml, [response, ...]], ...], the scores go into the page.
const make = (node) => {
  if (node.nodeType !== 1) return node.nodeType === 3 ? document.createTextNode(node.data) : document.createComment("");
  const math = node.namespaceURI.includes("MathML");
  const made = math ? document.createElementNS(node.namespaceURI, node.localName) : document.createElement(node.localName);
  for (const one of node.attributes) made.setAttribute(one.name, one.value);
  for (const child of node.childNodes) made.append(make(child));
  return made;
};
const wait = () => new Promise((done) => setTimeout(done, 0));
(async () => {
  const results = [];
  try {
    for (const [xml, responses] of items) {
      const root = make(new DOMParser().parseFromString(xml, "text/xml").documentElement);
      document.body.append(root);
      await root.updateComplete; await wait();
      const scores = [];
      for (const response of responses) {
        root.updateResponseVariable("RESPONSE", response);
        root.resetOutcomes?.();
        root.processResponse();
        const value = (name) => root.variables.find((one) => one.identifier === name)?.value ?? null;
        scores.push([value("SCORE"), value("FEEDBACK")]);
        root.setOutcomeVariable?.("SCORE", "0");
        root.setOutcomeVariable?.("FEEDBACK", null);
      }
      results.push(scores);
      root.remove();
    }
  } catch (error) { results.push(String(error.stack)); }
  const out = document.createElement("pre");
  out.id = "scores";
  out.textContent = JSON.stringify(results);
  document.body.replaceChildren(out);
})();
