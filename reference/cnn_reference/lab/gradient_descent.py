"""Gradient descent on the lecture's f(x, p) = x p, with learning rates from too low to too high."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cnn_reference.gradient_descent import fit_proportional
from cnn_reference.lab.experiment import Experiment, Settings
from cnn_reference.lab.findings import Column, Findings, Line, Panel, Plot, Row, Table
from cnn_reference.lab.measuring import spread
from cnn_reference.lab.texts import Text, number

__all__ = ["EXPERIMENT", "descend"]

TRUE_P = 2.0
RATES = (0.01, 0.1, 0.35, 0.6, 1.0)
STEPS = 1000
SHOWN = 30  # steps of the plot
NEAR = 1e-3  # share of p* within which a descent has arrived


def descend(settings: Settings) -> Findings:
    r"""Fit y = x p to noisy points by gradient descent on the mean squared error.

    Its second derivative is :math:`h = \frac{2}{N} \sum_j x_j^2`, and every step multiplies the distance to the
    minimum by :math:`1 - \gamma h`: above :math:`\gamma = 2 / h` it grows.

    Parameters
    ----------
    settings : Settings

    Returns
    -------
    Findings
    """
    steps = 200 if settings.is_quick else STEPS
    samples = []
    for seed in settings.seeds:
        rng = np.random.default_rng(seed)
        x = rng.uniform(0, 2, 50)
        samples.append((x, TRUE_P * x + rng.normal(0, 0.3, 50)))
    best = [float(x @ y / (x @ x)) for x, y in samples]
    curvature = [float(2 * np.mean(x**2)) for x, _ in samples]
    rows, lines = [], []
    for rate in settings.each(RATES):
        # A descent that moves away overflows in the end; that it does is what is measured.
        with np.errstate(over="ignore", invalid="ignore"):
            paths = [fit_proportional(x, y, 0.0, rate, steps) for x, y in samples]
        rows.append(
            Row(
                f"{rate:g}",
                Text(number(rate, "es"), number(rate, "en")),
                {
                    "factor": spread(1 - rate * h for h in curvature),
                    "steps": spread(_arrival(path, p) for path, p in zip(paths, best, strict=True)),
                    "away": spread(abs(path[SHOWN] - p) for path, p in zip(paths, best, strict=True)),
                },
                {},
            )
        )
        shown = tuple(float(p) for p in paths[0][: SHOWN + 1])
        name = Text(f"γ = {number(rate, 'es')}", f"γ = {number(rate, 'en')}")
        lines.append(Line(f"{rate:g}", name, tuple(range(SHOWN + 1)), shown))
    limit = spread(2 / h for h in curvature)
    return Findings(
        tables=(
            Table(
                "rates",
                Text("Descenso por gradiente sobre f(x, p) = x·p", "Gradient descent on f(x, p) = x·p"),
                Text("tasa de aprendizaje γ", "learning rate γ"),
                (
                    Column("factor", Text("factor por paso 1 − γh", "factor of a step 1 − γh"), ".2f"),
                    Column("steps", Text("pasos hasta el 0,1 % de p*", "steps to within 0.1 % of p*"), ".0f"),
                    Column(
                        "away", Text(f"distancia a p* tras {SHOWN} pasos", f"distance to p* after {SHOWN} steps"), ".2g"
                    ),
                ),
                tuple(rows),
            ),
        ),
        plots=(
            Plot(
                "paths",
                Text("Camino de p con cada tasa de aprendizaje", "Path of p with each learning rate"),
                Text("paso", "step"),
                Text.same("p"),
                # The one that diverges has a panel, and an axis, of its own.
                (
                    Panel(Text("convergen", "converge"), tuple(lines[:-1])),
                    Panel(Text("diverge", "diverges"), (lines[-1],)),
                ),
            ),
        ),
        remarks=(_remark(limit.mean),),
        data=Text("50 puntos y = 2x + ruido, x en (0, 2)", "50 points y = 2x + noise, x in (0, 2)"),
        is_real=False,
    )


def _remark(limit: float) -> Text:
    return Text(
        "La diapositiva da la regla y una figura, sin números. La tabla comprueba lo que predice la teoría: cada paso "
        "multiplica la distancia a p* por 1 − γh, con h = (2/N)·Σx². Con γ = 0,01 el factor es casi 1 y se avanza "
        "despacio; con γ = 0,6 es negativo y p salta de un lado a otro; por encima de 2/h "
        f"({number(limit, 'es', '.2f')} de media con estos datos) diverge. La convergencia «garantizada para funciones "
        "convexas» de la lección vale, por tanto, solo con una tasa bastante pequeña.",
        "The slide gives the rule and a figure, without numbers. The table checks what theory predicts: each step "
        "multiplies the distance to p* by 1 − γh, with h = (2/N)·Σx². With γ = 0.01 the factor is almost 1 and "
        "progress is slow; with γ = 0.6 it is negative and p jumps from side to side; above 2/h "
        f"({number(limit, 'en', '.2f')} on average with these data) it diverges. So the lecture's convergence "
        "“guaranteed for convex functions” holds only if the rate is small enough.",
    )


def _arrival(path: NDArray[np.float64], best: float) -> float:
    """Count the steps after which a path stays near the minimum; NaN if it never does."""
    far = ~(np.abs(path - best) <= NEAR * abs(best))
    if far[-1]:
        return float("nan")
    return float(np.flatnonzero(far)[-1] + 1) if far.any() else 0.0


EXPERIMENT = Experiment(
    name="gradient-descent",
    title=Text("Descenso por gradiente sobre f(x, p) = x·p", "Gradient descent on f(x, p) = x·p"),
    section="Conceptos básicos: Optimización",
    function=descend,
    needs=Text("ninguno: puntos sintéticos", "none: synthetic points"),
    seeds=20,
)
