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
    _draw_the_same_everywhere()


def _draw_the_same_everywhere() -> None:
    """Keep what Hypothesis draws from depending on what else this process has imported.

    It now and then draws a constant that stands in a module of ours that is loaded, and keeps these constants in a
    folder where the grader was started. Two judges that had judged other topics before so met other inputs, and one
    regrade could tell another mark. There is no setting for it; a test holds what this is for.
    """
    try:
        from hypothesis.internal.conjecture import providers
        from hypothesis.internal.constants_ast import Constants
    except ImportError:  # a Hypothesis that does not do so yet
        return
    none = Constants()
    vars(providers)["_get_local_constants"] = lambda: none
