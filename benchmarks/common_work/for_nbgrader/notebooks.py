"""The common work as an nbgrader assignment: write the course's source notebook, or a student's submission of it.

python notebooks.py source COURSE
python notebooks.py submit COURSE STUDENT common_work.py
"""

import sys
from pathlib import Path

import nbformat
from common import CHECKS
from nbformat.v4 import new_code_cell, new_notebook


def _graded(cell, identifier, *, is_answer):
    cell.metadata["nbgrader"] = {
        "schema_version": 3,
        "grade": not is_answer,
        "solution": is_answer,
        "locked": not is_answer,
        "task": False,
        "grade_id": identifier,
        "points": 1,
        "cell_type": "code",
    }
    if is_answer:
        del cell.metadata["nbgrader"]["points"]
    return cell


def notebook(answer):
    """The student's three functions in one cell, and a cell a test."""
    cells = [_graded(new_code_cell(answer), "answer", is_answer=True)]
    for name in CHECKS:
        source = "\n".join(
            [
                "from types import SimpleNamespace",
                "from common import CHECKS",
                f'CHECKS["{name}"](SimpleNamespace(**globals()))',
            ]
        )
        cells.append(_graded(new_code_cell(source), name, is_answer=False))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def write(path, answer):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(answer), path)


def main():
    what, course = sys.argv[1], Path(sys.argv[2])
    if what == "source":
        write(course / "source" / "common_work" / "common_work.ipynb", "### BEGIN SOLUTION\npass\n### END SOLUTION")
    else:
        student, answer = sys.argv[3], Path(sys.argv[4]).read_text()
        write(course / "submitted" / student / "common_work" / "common_work.ipynb", answer)


if __name__ == "__main__":
    main()
