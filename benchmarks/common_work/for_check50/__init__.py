"""The common work as check50 checks: each runs in a process of its own, in a copy of the student's folder."""

import check50
import check50.py
from common import CHECKS


def _check_of(name):
    def check():
        student = check50.py.import_("common_work.py")
        try:
            CHECKS[name](student)
        except AssertionError as error:
            raise check50.Failure(str(error), help="\n".join(getattr(error, "__notes__", ()))) from error

    check.__name__ = check.__qualname__ = name
    check.__doc__ = name
    return check50.check()(check)


for _name in CHECKS:
    globals()[_name] = _check_of(_name)
