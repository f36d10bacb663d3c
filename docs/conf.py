"""How Sphinx builds the documentation: `make docs`."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
for source in (HERE / "_extensions", HERE.parent / "grader", HERE.parent / "reference"):
    sys.path.insert(0, str(source))

from gradiente import __version__  # noqa: E402  (found through the paths above)

project = "Gradiente"
author = "Gradiente"
version = release = __version__
html_title = "Gradiente"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "numpydoc",
    "sphinx_click",
    "sphinx_copybutton",
    "pages_from_the_course",
    "mathml_at_build_time",
]
html_theme = "furo"
html_math_renderer = "mathml"
html_static_path = ["_static"]
html_css_files = ["formulas.css"]
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
smartquotes_action = "qe"  # quotes and dots: the two dashes of an option stay two
html_copy_source = False
exclude_patterns = ["_build", "_extensions", "Thumbs.db", ".DS_Store"]

myst_enable_extensions = ["dollarmath", "deflist"]
myst_heading_anchors = 3
# Pages are read on the forge too, where these links lead to a file of the repository.
# A docstring's list of references need not be cited by number.
suppress_warnings = ["myst.xref_missing", "ref.citation"]

autodoc_member_order = "bysource"
autodoc_typehints = "none"  # numpydoc's sections name the types
autodoc_mock_imports = ["distributed"]
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
numpydoc_validation_checks: set[str] = set()
nitpicky = False
