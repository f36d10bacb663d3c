"""Every command says what it does, with an example, and starts fast because it imports late."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from gradiente.cli import _COMMANDS, command


@pytest.mark.parametrize("name", sorted(_COMMANDS))
def test_a_command_has_help_with_an_example_and_every_option_has_a_sentence(name):
    shown = CliRunner().invoke(command, [name, "--help"]).output

    assert "Example" in shown
    assert f"\n    gradiente {name}" in shown, "the example is not on a line of its own"
    assert "\\b" not in shown
    for parameter in command.get_command(None, name).params:
        assert parameter.param_type_name == "argument" or parameter.help, parameter.name


def test_help_imports_neither_numpy_nor_what_grades():
    program = (
        "import sys; from gradiente.__main__ import main\n"
        "try: main()\nfinally: print(sorted(sys.modules), file=sys.stderr)"
    )
    outcome = subprocess.run([sys.executable, "-c", program, "--help"], capture_output=True, text=True, check=True)

    for late in ("numpy", "hypothesis", "jinja2", "rich", "msgpack", "torch", "pytest"):
        assert f"'{late}'" not in outcome.stderr, late


def test_an_unknown_command_is_answered_with_the_closest():
    outcome = CliRunner().invoke(command, ["grad"])

    assert outcome.exit_code == 2
    assert "Did you mean grade?" in outcome.output
