"""Small questions of every type, for the tests to break."""

NUMBER = """\
+++
format_version = 1
id = "a-dense-layer"
version = 1
type = "number"
minutes = 1
constraints = ["inputs != outputs"]
answer = "dense_parameters(inputs, outputs)"
misconceptions = ["parameters/no-bias"]

[title]
es = "Una capa densa"
en = "A dense layer"

[lecture]
es = "Introducción"
en = "Introduction"

[parameters]
inputs = { from = 2, to = 9 }
outputs = { choices = [2, 3, 4, 5] }

[values]
weights = "inputs * outputs"

[[wrong]]
key = "biases-of-inputs"
value = "weights + inputs"
es = "Has sumado {{inputs}} sesgos."
en = "You added {{inputs}} biases."
+++

## es

¿Cuántos parámetros tiene una capa densa de {{inputs}} a {{outputs}}?

### Pista

Cuenta los sesgos.

### Explicación

Son ${{weights}} + {{outputs}} = {{answer}}$.

## en

How many parameters does a dense layer from {{inputs}} to {{outputs}} have?

### Hint

Count the biases.

### Explanation

They are ${{weights}} + {{outputs}} = {{answer}}$.

## Proof

```python
def answer(inputs, outputs):
    return sum(1 for _ in range(outputs) for _ in range(inputs + 1))
```
"""

SINGLE = """\
+++
format_version = 1
id = "what-is-learnt"
version = 1
type = "single"
minutes = 1

[title]
es = "Lo que se aprende"
en = "What is learnt"

[lecture]
es = "Introducción"
en = "Introduction"
+++

## es

¿Qué se obtiene al entrenar?

- [x] los pesos

- [ ] la tasa de aprendizaje

  Se fija antes.

- [ ] el número de capas

  Es parte de la arquitectura.

### Explicación

Los parámetros se aprenden.

## en

What does training find?

- [x] the weights

- [ ] the learning rate

  It is set before.

- [ ] the number of layers

  It belongs to the architecture.

### Explanation

Parameters are learnt.
"""

_OPTIONS_ES = SINGLE[SINGLE.index("- [x] los") : SINGLE.index("\n\n### Explicación")]
_OPTIONS_EN = SINGLE[SINGLE.index("- [x] the") : SINGLE.index("\n\n### Explanation")]


def _like_single(kind: str, name: str, es: str, en: str) -> str:
    """The single choice, with another list in place of its options."""
    text = SINGLE.replace('type = "single"', f'type = "{kind}"').replace("what-is-learnt", name)
    return text.replace(_OPTIONS_ES, es).replace(_OPTIONS_EN, en)


ORDER = _like_single("order", "in-order", "1. uno\n2. dos\n3. tres\n4. cuatro", "1. one\n2. two\n3. three\n4. four")
MATCH = _like_single(
    "match",
    "in-pairs",
    "- uno → impar\n- dos → par\n- tres → impar\n- → ninguno",
    "- one → odd\n- two → even\n- three → odd\n- → none",
)
MULTIPLE = _like_single(
    "multiple",
    "several",
    "- [x] los pesos\n\n- [ ] la tasa\n\n  Se fija antes.\n\n- [x] los sesgos\n\n- [ ] nada\n\n  Algo sí.",
    "- [x] the weights\n\n- [ ] the rate\n\n  It is set.\n\n- [x] the biases\n\n- [ ] nothing\n\n  Something is.",
)
OPEN = _like_single(
    "open",
    "in-words",
    "### Respuesta modelo\n\nPorque sí.\n\n### Puntos\n\n- uno\n- dos",
    "### Model answer\n\nBecause.\n\n### Points\n\n- one\n- two",
)
ALL = {
    "a-dense-layer": NUMBER,
    "what-is-learnt": SINGLE,
    "several": MULTIPLE,
    "in-order": ORDER,
    "in-pairs": MATCH,
    "in-words": OPEN,
}
