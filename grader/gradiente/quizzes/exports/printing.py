"""HTML to PDF, by a browser that is installed: of what sets MathML, that is what most people have.

No library of Python's does it: WeasyPrint and its like leave MathML unset.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from gradiente.errors import GradienteError

ENVIRONMENT = "GRADIENTE_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
_SECONDS = 120


def find_browser() -> str:
    """Return the Chromium that prints: the one that GRADIENTE_BROWSER names, else what is on the path.

    Raises
    ------
    GradienteError
        If there is none.
    """
    named = os.environ.get(ENVIRONMENT)
    if named:
        found = shutil.which(named)
        if found is None:
            raise GradienteError(f"{ENVIRONMENT} names {named!r}, which is no program.")
        return found
    for name in _NAMES:
        found = shutil.which(name)
        if found is not None:
            return found
    raise GradienteError(
        "A PDF is printed by Chromium or Chrome, and none was found: install one (apt install chromium), or say where "
        f"it is with {ENVIRONMENT}. Without --pdf you get a page that any browser prints."
    )


def to_pdf(page: bytes, browser: str) -> bytes:
    """Print a page.

    Parameters
    ----------
    page : bytes
        HTML that loads nothing.
    browser : str
        As `find_browser` gives it.

    Returns
    -------
    bytes
        The PDF.

    Raises
    ------
    GradienteError
        If the browser prints nothing.
    """
    with tempfile.TemporaryDirectory(prefix="gradiente-print-") as name:
        folder = Path(name)
        source, target = folder / "page.html", folder / "page.pdf"
        source.write_bytes(page)
        options = [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", f"--user-data-dir={folder / 'profile'}",
            "--no-pdf-header-footer", f"--print-to-pdf={target}",
        ]  # fmt: skip
        if os.geteuid() == 0:  # its sandbox does not start for root, as in a container; the page is our own
            options.append("--no-sandbox")
        try:
            run = subprocess.run(
                [browser, *options, source.as_uri()],
                stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False,
                text=True, errors="replace",
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GradienteError(f"{browser} did not print the page: {error}.") from None
        if not target.is_file():
            said = run.stderr.strip().splitlines()
            raise GradienteError(f"{browser} did not print the page: {said[-1] if said else run.returncode}.")
        return target.read_bytes()
