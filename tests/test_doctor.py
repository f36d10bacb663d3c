"""`gradiente doctor` and `grade --isolation`: what is missing is found, said in plain words and in both languages."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from gradiente import texts
from gradiente.cli import command
from gradiente.wall import diagnosis, isolation
from gradiente.wall.diagnosis import Diagnosis, Layer
from gradiente.wall.isolation import Finding
from gradiente.wall.launch import Level
from gradiente.worker import landlock, seccomp

HOLDS = tuple(Layer(name, True) for name in ("namespaces", "landlock", "seccomp", "limits"))
NOT_FULL = Finding(Level.FULL, False, "the canary did not live: it said this.")
NOT_LOCKED = Finding(Level.LOCKED, False, "the canary could write a file.")


def without(name: str, cause: str) -> tuple[Layer, ...]:
    return tuple(Layer(layer.name, False, cause, "as it says") if layer.name == name else layer for layer in HOLDS)


FOUND = {
    "everything": (Diagnosis(HOLDS, (Finding(Level.FULL, True),)), 0, [], ["nothing to do"], ["nada que hacer"]),
    "no bubblewrap": (
        Diagnosis(without("namespaces", "no-bubblewrap"), (NOT_FULL, Finding(Level.LOCKED, True))),
        0,
        ["no-bubblewrap"],
        ["`locked`", "apt install bubblewrap", "whether a path exists"],
        ["`locked`", "apt install bubblewrap", "si existe una ruta"],
    ),
    "Ubuntu's AppArmor": (
        Diagnosis(without("namespaces", "apparmor"), (NOT_FULL, Finding(Level.LOCKED, True))),
        0,
        ["apparmor"],
        ["/etc/apparmor.d/bwrap", "userns,", "as it says", "it said this"],
        ["/etc/apparmor.d/bwrap", "userns,", "as it says"],
    ),
    "a container": (
        Diagnosis(without("namespaces", "namespaces-refused"), (NOT_FULL, Finding(Level.LOCKED, True))),
        0,
        ["namespaces-refused"],
        ["max_user_namespaces"],
        ["dentro de un contenedor"],
    ),
    "no Landlock": (
        Diagnosis(without("landlock", "no-landlock"), (NOT_FULL, NOT_LOCKED)),
        1,
        ["no-landlock"],
        ["Linux 5.13", "--unsandboxed", "could write a file"],
        ["Linux 5.13", "--unsandboxed"],
    ),
    "no seccomp": (
        Diagnosis(without("seccomp", "no-seccomp"), (NOT_FULL, NOT_LOCKED)),
        1,
        ["no-seccomp"],
        ["CONFIG_SECCOMP_FILTER"],
        ["CONFIG_SECCOMP_FILTER"],
    ),
    "no Linux": (
        Diagnosis(tuple(Layer(layer.name, False, "not-linux") for layer in HOLDS), (NOT_FULL, NOT_LOCKED)),
        1,
        ["not-linux"],
        ["Only Linux"],
        ["Solo Linux"],
    ),
    "a canary that got out": (
        Diagnosis(HOLDS, (NOT_FULL, NOT_LOCKED)),
        1,
        ["not-held"],
        ["Do not rely on this level"],
        ["No te fíes"],
    ),
}
cases = pytest.mark.parametrize("name", FOUND)


def run(*arguments: str):
    return CliRunner().invoke(command, list(arguments))


@cases
def test_doctor_says_what_is_missing_and_what_to_do_in_both_languages(name, monkeypatch):
    found, code, causes, english, spanish = FOUND[name]
    monkeypatch.setattr(diagnosis, "diagnose", lambda: found)

    for language, words in (("en", english), ("es", spanish)):
        said = run("doctor", "--lang", language)

        assert said.exit_code == code
        assert [word for word in words if word not in said.output] == []
    assert list(found.causes) == causes


@cases
def test_doctor_says_the_same_as_json(name, monkeypatch):
    found, code, causes, *_ = FOUND[name]
    monkeypatch.setattr(diagnosis, "diagnose", lambda: found)

    said = run("doctor", "--json")

    assert said.exit_code == code
    plain = json.loads(said.output)
    assert (plain["level"], plain["causes"]) == (found.level.value, causes)
    assert [layer["works"] for layer in plain["layers"]] == [layer.works for layer in found.layers]
    assert [finding["reason"] for finding in plain["findings"]] == [finding.reason for finding in found.findings]


def test_the_language_is_the_locales(monkeypatch):
    monkeypatch.setattr(diagnosis, "diagnose", lambda: FOUND["everything"][0])
    monkeypatch.setenv("LC_ALL", "es_ES.UTF-8")

    assert "aislamiento" in run("doctor").output


def test_every_cause_has_its_advice():
    causes = {cause for found, *_ in FOUND.values() for cause in found.causes} | {"unknown-machine", "bubblewrap-fails"}

    assert {f"advice-{cause}" for cause in causes} == {
        key for key in texts.table("doctor") if key.startswith("advice-")
    }


def bubblewrap_says(monkeypatch, words: str, code: int = 1) -> None:
    monkeypatch.setattr(diagnosis.shutil, "which", lambda _: "/usr/bin/bwrap")
    monkeypatch.setattr(diagnosis, "_run", lambda command: subprocess.CompletedProcess(command, code, "", words))


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at Linux's own files")


@linux
@pytest.mark.parametrize(
    ("words", "restricted", "cause"),
    [
        ("bwrap: setting up uid map: Permission denied", "1", "apparmor"),
        ("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "1", "apparmor"),
        ("bwrap: No permissions to create new namespace", "0", "namespaces-refused"),
        ("bwrap: Creating new namespace failed: No space left on device", None, "namespaces-refused"),
        ("bwrap: error while loading shared libraries: libcap.so.2", "0", "bubblewrap-fails"),
    ],
)
def test_why_bubblewrap_makes_no_room(words, restricted, cause, monkeypatch, tmp_path):
    bubblewrap_says(monkeypatch, words)
    monkeypatch.setattr(diagnosis, "_APPARMOR", tmp_path / "restricted")
    if restricted is not None:
        (tmp_path / "restricted").write_text(f"{restricted}\n")

    layer = diagnosis._namespaces()

    assert (layer.works, layer.cause, layer.detail) == (False, cause, words)


@linux
def test_what_is_not_there_is_missed(monkeypatch):
    monkeypatch.setattr(diagnosis.shutil, "which", lambda _: None)
    monkeypatch.setattr(landlock, "version", lambda: 0)
    monkeypatch.setattr(diagnosis.platform, "machine", lambda: "riscv64")

    assert diagnosis._namespaces().cause == "no-bubblewrap"
    assert diagnosis._landlock().cause == "no-landlock"
    assert diagnosis._seccomp().cause == "unknown-machine"
    assert seccomp.program("x86_64", 1)


def test_on_another_system_nothing_is_tried(monkeypatch):
    monkeypatch.setattr(diagnosis.sys, "platform", "darwin")

    assert {diagnosis._namespaces().cause, diagnosis._landlock().cause, diagnosis._seccomp().cause} == {"not-linux"}


def test_a_level_that_is_wanted_is_taken_although_a_stronger_one_holds(monkeypatch):
    monkeypatch.setattr(isolation, "examine", lambda level: Finding(level, True))

    assert isolation.best_level(wanted=Level.LOCKED) is Level.LOCKED


def test_a_level_that_is_wanted_and_does_not_hold_is_refused_in_a_sentence(monkeypatch, course, tmp_path):
    monkeypatch.setattr(isolation, "examine", lambda level: Finding(level, False, "bubblewrap is not installed."))
    answer = course.exercise("parameters").solution

    said = run(
        "grade", str(answer), "--out", str(tmp_path / "out"), "--isolation", "full", "--course", str(course.folder)
    )

    assert said.exit_code == 2
    assert "The isolation level full does not hold here: bubblewrap is not installed." in said.output
    assert not (tmp_path / "out").exists()


@linux
def test_the_level_that_was_chosen_stands_in_the_results(course, tmp_path):
    if not isolation.examine(Level.LOCKED).granted:
        pytest.skip("locked does not hold here")
    answer, out = course.exercise("parameters").solution, tmp_path / "out"

    said = run(
        "grade", str(answer), "--out", str(out), "--isolation", "locked", "--course", str(course.folder), "--json"
    )

    assert said.exit_code == 0
    assert json.loads((out / "results.json").read_text())["isolation"] == "locked"
