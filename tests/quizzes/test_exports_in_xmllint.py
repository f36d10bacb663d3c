"""Every XML file that is exported, read by xmllint (Debian's libxml2-utils), without the network."""

import io
import shutil
import subprocess
import zipfile

import pytest

from gradiente.quizzes.exports.plan import make_plan

XMLLINT = shutil.which("xmllint")


@pytest.mark.skipif(XMLLINT is None, reason="xmllint is not installed")
@pytest.mark.parametrize("target", ["moodle", "qti12", "qti21", "qti30"])
def test_every_file_is_well_formed_and_needs_nothing_from_outside(own_bank, target, tmp_path):
    written = make_plan(own_bank, target, "es", variants=1).without_different().write()
    if zipfile.is_zipfile(io.BytesIO(written)):
        with zipfile.ZipFile(io.BytesIO(written)) as archive:
            archive.extractall(tmp_path)
    else:
        (tmp_path / "quiz.xml").write_bytes(written)
    files = sorted(tmp_path.rglob("*.xml"))
    assert files

    read = subprocess.run(
        [XMLLINT, "--noout", "--nonet", "--pedantic", *files], capture_output=True, text=True, check=False
    )

    assert (read.returncode, read.stderr) == (0, "")
