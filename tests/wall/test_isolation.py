"""What the levels claim is what they do."""

import sys

import pytest

from gradiente.wall import isolation
from gradiente.wall.isolation import Finding, best_level, examine
from gradiente.wall.launch import Level

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux isolates")


@pytest.mark.parametrize("candidate", [Level.FULL, Level.LOCKED])
def test_a_level_is_granted_or_says_why_not(candidate):
    finding = examine(candidate)

    assert finding.granted or finding.reason


def test_a_canary_that_gets_out_costs_the_level(monkeypatch):
    monkeypatch.setattr(isolation, "launch", lambda _, libraries: original(Level.NONE, libraries))

    finding = examine(Level.LOCKED)

    assert not finding.granted
    assert "read a file of the system" in finding.reason


original = isolation.launch


def test_without_isolation_nothing_is_graded_unless_told(monkeypatch):
    nothing = (Finding(Level.FULL, False, "no."), Finding(Level.LOCKED, False, "no."))
    monkeypatch.setattr(isolation, "findings", lambda: nothing)

    with pytest.raises(isolation.GradienteError, match="--unsandboxed"):
        best_level()
    assert best_level(unsandboxed=True) is Level.NONE
