"""What an instructor decides about attempts and groups, and knows about times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gradiente.intake.attempts import AttemptRule
from gradiente.intake.groups import Groups


@dataclass(frozen=True)
class Choices:
    """What holds for a whole class.

    Attributes
    ----------
    attempts : AttemptRule
    groups : mapping of str to tuple of Person
        Members by the group's id or name.
    times : mapping of str to datetime
        When students or groups handed in, by key; goes before what an LMS's download says.
    """

    attempts: AttemptRule = AttemptRule.TOGETHER
    groups: Groups = field(default_factory=dict)
    times: Mapping[str, datetime] = field(default_factory=dict)
