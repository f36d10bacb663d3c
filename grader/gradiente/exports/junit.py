"""JUnit XML, as continuous integration shows it: a suite a student and topic, a case a check. For the instructor."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from gradiente import texts
from gradiente.results import CheckResult, ClassResult, StudentResult, TopicResult, Verdict
from gradiente.texts.sentences import full_sentence

# What XML 1.0 cannot hold, not even escaped.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(result: ClassResult, language: str) -> bytes:
    """Write every check of every student.

    Parameters
    ----------
    result : ClassResult
    language : str
        `es` or `en`.

    Returns
    -------
    bytes
        A check that did not pass is a failure, one that stood behind another is skipped, our own fault is an error.
        Points stand in the cases' properties.
    """
    root = etree.Element("testsuites", name="gradiente")
    for student in result.students:
        for topic in student.topics:
            root.append(_suite(student, topic, language))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _suite(student: StudentResult, topic: TopicResult, language: str) -> etree._Element:
    cases = [_case(check, topic, language) for check in topic.checks]
    kinds = [case.get("kind") for case in cases]
    suite = etree.Element(
        "testsuite",
        name=_legal(f"{student.key}: {topic.topic}"),
        tests=str(len(cases)),
        failures=str(kinds.count("failure")),
        errors=str(kinds.count("error")),
        skipped=str(kinds.count("skipped")),
        time="0",
    )
    late = student.lateness_in(topic.topic)
    _properties(
        suite,
        [
            ("student", student.key),
            ("name", student.name),
            ("file", topic.file),
            ("mark", student.mark_in(topic)),
            ("mark_in_time", topic.mark if late else None),
            ("penalty", late.penalty if late else None),
        ],
    )
    for case in cases:
        del case.attrib["kind"]
        suite.append(case)
    return suite


def _case(check: CheckResult, topic: TopicResult, language: str) -> etree._Element:
    case = etree.Element("testcase", classname=f"{topic.topic}.{check.function}", name=check.check, time="0")
    override = topic.override_of(check.check)
    counts = None if override is None else override.counts_as(check.points)
    points = [("points", check.points), ("earned", check.earned), ("earned_by_hand", counts)]
    _properties(case, [*points, ("visibility", check.visibility.value)])
    kind = ""
    if check.verdict is not Verdict.PASSED:
        kind = {Verdict.GRADER_FAULT: "error", Verdict.NOT_RUN: "skipped"}.get(check.verdict, "failure")
        element = etree.SubElement(case, kind, message=_legal(_why(check, language)))
        if kind != "skipped":
            element.set("type", check.verdict.value)
        element.text = _legal(_seen(check))
    case.set("kind", kind)
    return case


def _why(check: CheckResult, language: str) -> str:
    says = check.says.in_language(language)
    if check.evidence is None:
        return says
    sentence = full_sentence(check.evidence, check.function)
    return f"{says} {texts.say(sentence.key, language, **sentence.worded(language))}"


def _seen(check: CheckResult) -> str:
    evidence = check.evidence
    if evidence is None:
        return ""
    parts = (("call", evidence.call), ("got", evidence.got), ("want", evidence.want), ("", evidence.traceback))
    return "\n".join(f"{name}: {text}" if name else text for name, text in parts if text)


def _properties(parent: etree._Element, values: Iterable[tuple[str, object]]) -> None:
    properties = etree.SubElement(parent, "properties")
    for name, value in values:
        if value is not None:
            etree.SubElement(properties, "property", name=name, value=_legal(str(value)))


def _legal(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
