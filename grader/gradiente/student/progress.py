"""How far a student is: what the last check said, topic by topic, and which hints were read."""

from __future__ import annotations

from dataclasses import dataclass

from gradiente.errors import GradienteError
from gradiente.student.examples import TopicCheck, check_topic
from gradiente.student.kit import KitFunction, KitTopic
from gradiente.student.looking import look_at
from gradiente.student.workspace import Workspace, digest_of
from gradiente.texts import say

_PROGRESS, _HINTS = "progress", "hints"


@dataclass(frozen=True)
class TopicProgress:
    """A line of the table.

    Attributes
    ----------
    topic : KitTopic
    is_started : bool
        Whether the student has changed what was given.
    written : int
        Functions that no longer raise NotImplementedError.
    passed, examples : int
        Public examples, when last checked; 0 of 0 if never.
    within_reach : float
        Points of the functions that passed all their examples.
    is_stale : bool
        Whether the file has changed since.
    """

    topic: KitTopic
    is_started: bool
    written: int
    passed: int
    examples: int
    within_reach: float
    is_stale: bool

    @property
    def is_done(self) -> bool:
        """Whether all its examples passed, and the file is still that one."""
        return 0 < self.examples == self.passed and not self.is_stale


def checked(workspace: Workspace, topic: KitTopic) -> TopicCheck:
    """Check a topic and remember what came out."""
    found = check_topic(workspace, topic)
    if found.file is not None and found.lacks_library is None:
        functions = {
            function.name: [sum(one.passed for one in own), len(own)]
            for function in topic.functions
            if (own := found.of_function(function.name))
        }
        progress = workspace.remembered(_PROGRESS)
        workspace.remember(_PROGRESS, {**progress, topic.topic: {"digest": found.digest, "functions": functions}})
    return found


def progress_of(workspace: Workspace, topic: KitTopic) -> TopicProgress:
    """Say how far a topic is, without running anything."""
    path = workspace.work_of(topic)
    stored = workspace.remembered(_PROGRESS).get(topic.topic, {})
    functions = stored.get("functions", {})
    written = len(look_at(path, topic).written) if path is not None else 0
    return TopicProgress(
        topic,
        workspace.is_started(topic),
        written,
        sum(passed for passed, _ in functions.values()),
        sum(count for _, count in functions.values()),
        sum(one.points for one in topic.functions if _passes(functions.get(one.name))),
        bool(stored) and (path is None or digest_of(path.read_bytes()) != stored.get("digest")),
    )


def failing(workspace: Workspace, topic: KitTopic) -> list[KitFunction]:
    """Return the functions of a topic that did not pass all their examples when they were last checked."""
    functions = workspace.remembered(_PROGRESS).get(topic.topic, {}).get("functions", {})
    return [one for one in topic.functions if not _passes(functions.get(one.name))]


def next_function(workspace: Workspace, after: KitTopic | None = None) -> tuple[KitTopic, KitFunction] | None:
    """Return the first function that does not pass yet: of this topic, then of the ones after it, then of any."""
    topics = list(workspace.kit.topics)
    if after is not None:
        at = topics.index(after)
        topics = topics[at:] + topics[:at]
    for topic in topics:
        for function in failing(workspace, topic):
            return topic, function
    return None


def _passes(counts: list[int] | None) -> bool:
    return counts is not None and counts[0] == counts[1]


@dataclass(frozen=True)
class Hint:
    """A step of help.

    Attributes
    ----------
    topic : KitTopic
    function : KitFunction
    steps : tuple of str
        All steps so far; the last one is new, unless `is_last_again`.
    is_last_again : bool
        Whether all of them had been read before.
    """

    topic: KitTopic
    function: KitFunction
    steps: tuple[str, ...]
    is_last_again: bool


def next_hint(workspace: Workspace, topic: KitTopic, function: KitFunction) -> Hint:
    """Return the next step for a function, and remember that it was read.

    Raises
    ------
    GradienteError
        If there are no hints for it.
    """
    steps = function.hints.get(workspace.language, ())
    if not steps:
        raise GradienteError(say("student.hint-none", workspace.language, function=function.name))
    read = workspace.remembered(_HINTS)
    key = f"{topic.topic}.{function.name}"
    before = min(int(read.get(key, 0)), len(steps))
    workspace.remember(_HINTS, {**read, key: min(before + 1, len(steps))})
    return Hint(topic, function, steps[: before + 1], before == len(steps))


def function_for_hint(workspace: Workspace, name: str | None) -> tuple[KitTopic, KitFunction]:
    """Find the function that a student wants help with.

    Parameters
    ----------
    workspace : Workspace
    name : str or None
        Of a function, or a topic: then its first function that does not pass yet; without one, the first that does not
        pass of a topic that was begun.

    Raises
    ------
    GradienteError
        If there is none of that name, or none that fails.
    """
    kit, language = workspace.kit, workspace.language
    if name is None:
        begun = [topic for topic in kit.topics if workspace.is_started(topic) and failing(workspace, topic)]
        found = next_function(workspace, begun[0] if begun else None)
        if found is None:
            raise GradienteError(say("student.watch-done", language))
        return found
    if (exact := kit.find_function(name)) is not None:
        return exact
    names = [topic.topic for topic in kit.topics] + [one.name for topic in kit.topics for one in topic.functions]
    topics = [
        topic for topic in kit.topics if name in (topic.topic, topic.folder, str(topic.number), f"{topic.number:02d}")
    ]
    if not topics:
        import difflib

        if close := difflib.get_close_matches(name, names, n=1):
            raise GradienteError(say("student.no-topic-or-function-but", language, name=name, close=close[0]))
        raise GradienteError(say("student.no-topic-or-function", language, name=name))
    open_functions = failing(workspace, topics[0])
    if not open_functions:
        raise GradienteError(say("student.hint-all-done", language, topic=topics[0].topic))
    return topics[0], open_functions[0]
