"""The documentation's site: it builds without a warning, lacks nothing, and asks for nothing from the network."""

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from gradiente.cli import command as gradiente
from gradiente.course import find_course

pytest.importorskip("furo")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    ignored = shutil.ignore_patterns("_build", "generated", "__pycache__")
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=ignored)
    shutil.copy(ROOT / "CHANGELOG.md", folder)
    command = [sys.executable, "-m", "sphinx", "--fail-on-warning", "--keep-going", "--quiet", "-b", "html"]
    done = subprocess.run(
        [*command, folder / "docs", folder / "html"],
        capture_output=True,
        text=True,
        env=os.environ | {"GRADIENTE_COURSE": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "html"


def page(site, name):
    return (site / name).read_text(encoding="utf-8")


def test_every_command_is_in_the_reference(site):
    for name in gradiente.list_commands(click.Context(gradiente)):
        assert f"gradiente {name}" in page(site, f"generated/commands/{name}.html")


def test_every_exercise_with_all_its_functions_is_in_the_reference(site):
    exercises = page(site, "generated/exercises.html")
    for exercise in find_course(ROOT).exercises:
        assert exercise.title.en in exercises
        assert all(f">{function.name}<" in exercises for function in exercise.functions)


def test_every_named_mistake_is_in_the_reference(site):
    mistakes = page(site, "generated/mistakes.html")
    for exercise in find_course(ROOT).exercises:
        module = importlib.import_module(f"cnn_reference.misconceptions.{exercise.topic}")
        for misconception in module.MISCONCEPTIONS:
            assert f">{misconception.id.partition('/')[2]}<" in mistakes


def test_the_entrances_are_found_from_the_first_page(site):
    first = page(site, "index.html")
    for entrance in ("students", "estudiantes", "instructors", "authors", "explanation", "reference", "changelog"):
        assert f'href="{entrance}.html"' in first


def test_formulas_are_mathml(site):
    assert "<math" in page(site, "fair-marks.html")


def test_no_page_loads_anything_from_the_network(site):
    for path in site.rglob("*.html"):
        loaded = re.findall(
            r"<(?:script|img|iframe)[^>]*\bsrc=\"(https?:[^\"]+)|<link[^>]*href=\"(https?:[^\"]+)", page(site, path)
        )
        assert not loaded, path
