# A wrong answer is right in everything but its one mistake: it refuses what the right one refuses.


def _divided_by_the_count(values: ArrayLike, weights: ArrayLike) -> float:
    @RIGHT@weighted_mean(values, weights)
    return float(np.mean(np.asarray(weights, dtype=float) * np.asarray(values, dtype=float)))


def _without_weights(values: ArrayLike, weights: ArrayLike) -> float:
    @RIGHT@weighted_mean(values, weights)
    return float(np.mean(np.asarray(values, dtype=float)))


_LECTURE = Text(es="Apartado de la clase que lo trata.", en="The lecture's section that treats it.")

MISCONCEPTIONS = (
    Misconception(
        id="@TOPIC@/divided-by-the-count",
        name=Text(
            es="dividido por el número de valores en vez de por la suma de los pesos",
            en="divided by the number of values instead of the sum of the weights",
        ),
        explanation=Text(
            es="Con 1 y 4 y los pesos 2 y 1 sale (2 + 4) / 2 = 3, pero los pesos suman 3: son tres partes, y la media es"
            " 6 / 3 = 2. Mira por qué divides.",
            en="From 1 and 4 with the weights 2 and 1 comes (2 + 4) / 2 = 3, but the weights add up to 3: there are three"
            " parts, and the mean is 6 / 3 = 2. Look at what you divide by.",
        ),
        lecture=_LECTURE,
        wrong={"weighted_mean": _divided_by_the_count},
    ),
    Misconception(
        id="@TOPIC@/without-weights",
        name=Text(es="promediado sin los pesos", en="averaged without the weights"),
        explanation=Text(
            es="La media de 1 y 4 es 2,5 sean cuales sean los pesos, si no se usan. Con los pesos 2 y 1 el 1 cuenta dos"
            " veces: (1 + 1 + 4) / 3 = 2.",
            en="The mean of 1 and 4 is 2.5 whatever the weights are, if they are not used. With the weights 2 and 1 the"
            " 1 counts twice: (1 + 1 + 4) / 3 = 2.",
        ),
        lecture=_LECTURE,
        wrong={"weighted_mean": _without_weights},
    ),
)
