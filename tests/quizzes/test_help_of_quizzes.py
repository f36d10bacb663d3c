"""The authors' commands have help like all others."""

import pytest
from click.testing import CliRunner

from gradiente.cli import command
from gradiente.cli.quizzes import _COMMANDS


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_a_command_has_an_example_on_a_line_of_its_own(name):
    shown = CliRunner().invoke(command, ["quizzes", name, "--help"]).output

    assert f"\n    gradiente quizzes {name}" in shown
