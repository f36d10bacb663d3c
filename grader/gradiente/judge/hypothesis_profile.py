"""How Hypothesis runs inside the grader."""

import functools
import gc
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from typing import Any

from hypothesis import HealthCheck, Phase, control, core, settings

EXAMPLES = 40
_here = threading.local()
# What stands around each example: its generators of random numbers are seeded and put back, and looked at for a
# strategy that used them. Each time the whole state is copied.
_AROUND_EXAMPLES = ((core, "deterministic_PRNG"), (control, "deprecate_random_in_strategy"))


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
    for module, name in _AROUND_EXAMPLES:
        _leave_out_while_drawing(module, name)


@contextmanager
def drawing() -> Iterator[None]:
    """Do around all examples of a check what Hypothesis does around each, which takes a sixth of its time.

    The generators of random numbers of Python and NumPy are seeded once, so a strategy that uses them still draws the
    same everywhere. Garbage is collected afterwards: each example leaves some, and what a judge has ready is much.
    """
    was_collecting = gc.isenabled()
    with ExitStack() as around:
        seeded = getattr(core, "deterministic_PRNG", nullcontext)
        around.enter_context(seeded())
        gc.disable()
        _here.is_drawing = True
        try:
            yield
        finally:
            _here.is_drawing = False
            if was_collecting:
                gc.enable()


def _leave_out_while_drawing(module: Any, name: str) -> None:
    """Have a context manager of Hypothesis do nothing in a thread that is `drawing`; there is no setting for it."""
    original = getattr(module, name, None)
    if original is None or hasattr(original, "left_out"):  # a Hypothesis without it, or done already
        return

    @functools.wraps(original)
    def unless_drawing(*args: Any, **named: Any) -> AbstractContextManager[None]:
        return nullcontext() if getattr(_here, "is_drawing", False) else original(*args, **named)

    vars(unless_drawing)["left_out"] = True
    setattr(module, name, unless_drawing)


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
