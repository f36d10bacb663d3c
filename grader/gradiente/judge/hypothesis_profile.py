"""How Hypothesis runs inside the grader."""

from hypothesis import HealthCheck, Phase, settings

EXAMPLES = 40


def load_profile() -> None:
    """Make Hypothesis repeatable, silent and without a clock or a database.

    `report_multiple_bugs=False`: two distinct failures would come as a group without a counterexample.
    The health checks are about slow strategies; a slow student is the judge's business.
    """
    settings.register_profile(
        "gradiente",
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        report_multiple_bugs=False,
        print_blob=False,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("gradiente")
