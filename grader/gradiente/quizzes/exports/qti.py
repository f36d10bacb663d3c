"""QTI 2.1 and 3.0: the same items and the same package, in two vocabularies.

An item is built in the words of 2.1; 3.0 puts `qti-` before them and hyphens into them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from gradiente.quizzes.exports.numbers import bands, written
from gradiente.quizzes.exports.plan import Plan, Planned
from gradiente.quizzes.exports.texts import Texts, as_mathml
from gradiente.quizzes.exports.zipping import zipped
from gradiente.quizzes.variant import Choice, Feedback, Item, Matching, Numeric, Open, Ordering

_XML = "{http://www.w3.org/XML/1998/namespace}"
_RESPONSE, _SCORE, _FEEDBACK, _SOLUTION, _SHOWN = "RESPONSE", "SCORE", "FEEDBACK", "SOLUTION", "shown"


@dataclass(frozen=True)
class Version:
    """A version of QTI.

    Attributes
    ----------
    namespace, package : str
        Namespaces of items and tests, and of the manifest.
    schema, schema_version : str
        What the manifest calls it.
    test_type, item_type : str
        Types of resources in the manifest.
    hyphens : bool
        Whether names are those of 3.0.
    """

    namespace: str
    package: str
    schema: str
    schema_version: str
    test_type: str
    item_type: str
    hyphens: bool

    def tag(self, name: str) -> str:
        """Return the name of an element."""
        return f"{{{self.namespace}}}qti-{_hyphenated(name)}" if self.hyphens else f"{{{self.namespace}}}{name}"

    def attribute(self, name: str) -> str:
        """Return the name of an attribute."""
        return _hyphenated(name) if self.hyphens else name


def _hyphenated(name: str) -> str:
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: f"-{found[1].lower()}", name)


def losses(item: Planned) -> Iterator[str]:
    """Say what QTI does not take over of an item."""
    yield "certainty: not asked for"
    if item.variant.hint and not isinstance(item.variant.asked, Open):
        yield "hints: left out, since an item has one try"
    match item.variant.asked:
        case Numeric():
            yield "decimal comma, 3/4, 41 %: read or not as the platform likes"
        case Ordering():
            yield "ordering: needs a platform that runs an item's own response processing"
        case Open():
            yield "open questions: marked by the teacher, who is shown the model answer and its points"


def differs(item: Planned) -> str | None:  # noqa: ARG001
    """Every item carries its own marking."""
    return None


def identifier(key: str) -> str:
    """Write a key as QTI allows it: `losses/no-mean` has a slash too many.

    Examples
    --------
    >>> identifier("losses/no-mean+losses/sign")
    'losses..no-mean__losses..sign'
    """
    return key.replace("/", "..").replace("+", "__")


def package(plan: Plan, version: Version) -> bytes:
    """Write the package: a manifest, a test that draws one variant of each question, the items, the pictures."""
    texts = Texts(plan, as_mathml, link=lambda name: f"../pictures/{name}.svg")
    files = {
        f"items/{item.identifier}.xml": _serialised(_ItemWriter(item, texts, version).write()) for item in plan.items
    }
    pictures = {}
    if plan.draw:
        names = dict.fromkeys(name for item in plan.items for name in item.variant.figures)
        pictures = {f"pictures/{name}.svg": plan.draw(name, plan.language).encode() for name in names}
    manifest = _serialised(_manifest(plan, version))
    return zipped({"imsmanifest.xml": manifest, "test.xml": _serialised(_test(plan, version)), **files, **pictures})


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _manifest(plan: Plan, version: Version) -> etree._Element:
    def tag(name: str) -> str:
        return f"{{{version.package}}}{name}"

    root = etree.Element(tag("manifest"), nsmap={None: version.package}, identifier=f"gradiente-{plan.language}")
    metadata = etree.SubElement(root, tag("metadata"))
    etree.SubElement(metadata, tag("schema")).text = version.schema
    etree.SubElement(metadata, tag("schemaversion")).text = version.schema_version
    etree.SubElement(root, tag("organizations"))
    resources = etree.SubElement(root, tag("resources"))
    test = etree.SubElement(resources, tag("resource"), identifier="test", type=version.test_type, href="test.xml")
    etree.SubElement(test, tag("file"), href="test.xml")
    for item in plan.items:
        etree.SubElement(test, tag("dependency"), identifierref=item.identifier)
        href = f"items/{item.identifier}.xml"
        resource = etree.SubElement(
            resources, tag("resource"), identifier=item.identifier, type=version.item_type, href=href
        )
        etree.SubElement(resource, tag("file"), href=href)
        if plan.draw:
            for name in item.variant.figures:
                etree.SubElement(resource, tag("file"), href=f"pictures/{name}.svg")
    return root


def _test(plan: Plan, version: Version) -> etree._Element:
    build = _Builder(version)
    title = "Gradiente"
    root = build.root("assessmentTest", identifier=f"gradiente-{plan.language}", title=title)
    part = build.add(root, "testPart", identifier="part", navigationMode="nonlinear", submissionMode="individual")
    whole = build.add(part, "assessmentSection", identifier="all", title=title, visible="false")
    questions: dict[str, list[Planned]] = {}
    for item in plan.items:
        questions.setdefault(item.variant.code.question, []).append(item)
    for name, items in questions.items():
        heading = items[0].variant.title.in_language(plan.language)
        section = build.add(whole, "assessmentSection", identifier=f"section-{name}", title=heading, visible="false")
        if len(items) > 1:
            build.add(section, "selection", select="1")
        for item in items:
            href = f"items/{item.identifier}.xml"
            build.add(section, "assessmentItemRef", identifier=item.identifier, href=href)
    return root


class _Builder:
    """Adds elements of a version."""

    def __init__(self, version: Version) -> None:
        self.version = version

    def root(self, name: str, **attributes: str) -> etree._Element:
        named = {self.version.attribute(key): value for key, value in attributes.items()}
        return etree.Element(self.version.tag(name), named, nsmap={None: self.version.namespace})

    def add(self, parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
        named = {self.version.attribute(key): value for key, value in attributes.items()}
        element = etree.SubElement(parent, self.version.tag(name), named)
        element.text = text
        return element

    def html(self, parent: etree._Element, html: str) -> None:
        """Add a text in blocks."""
        block = etree.fromstring(f'<div xmlns="{self.version.namespace}">{html}</div>')
        for element in block.iter():
            # Columns of a table are aligned by a style, which QTI has no place for.
            element.attrib.pop("style", None)
        parent.append(block)


class _ItemWriter:
    """Writes one item."""

    def __init__(self, item: Planned, texts: Texts, version: Version) -> None:
        self._item, self._texts = item, texts
        self._build = _Builder(version)
        self._modal: list[tuple[str, str, str]] = []

    def write(self) -> etree._Element:
        item, build, asked = self._item, self._build, self._item.variant.asked
        root = build.root(
            "assessmentItem", identifier=item.identifier, title=item.name, adaptive="false", timeDependent="false"
        )
        root.set(f"{_XML}lang", item.language)
        match asked:
            case Numeric():
                self._numeric(root, asked)
            case Choice():
                self._choice(root, asked)
            case Ordering():
                self._ordering(root, asked)
            case Matching():
                self._matching(root, asked)
            case Open():
                self._open(root, asked)
        for outcome, name, html in self._modal:
            modal = build.add(root, "modalFeedback", outcomeIdentifier=outcome, identifier=name, showHide="show")
            build.html(self._content(modal), html)
        return root

    def _content(self, modal: etree._Element) -> etree._Element:
        return self._build.add(modal, "contentBody") if self._build.version.hyphens else modal

    def _declare(self, root: etree._Element, cardinality: str, kind: str, right: Sequence[str]) -> etree._Element:
        build = self._build
        response = build.add(root, "responseDeclaration", identifier=_RESPONSE, cardinality=cardinality, baseType=kind)
        correct = build.add(response, "correctResponse")
        for value in right:
            build.add(correct, "value", value)
        return response

    def _mapping(self, response: etree._Element, worth: dict[str, float]) -> None:
        mapping = self._build.add(response, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
        for key, value in worth.items():
            self._build.add(mapping, "mapEntry", mapKey=key, mappedValue=repr(value))

    def _outcomes(self, root: etree._Element, feedback: str = "single") -> None:
        build = self._build
        score = build.add(
            root, "outcomeDeclaration", identifier=_SCORE, cardinality="single", baseType="float", normalMaximum="1"
        )
        build.add(build.add(score, "defaultValue"), "value", "0")
        for name, cardinality in ((_FEEDBACK, feedback), (_SOLUTION, "single")):
            build.add(root, "outcomeDeclaration", identifier=name, cardinality=cardinality, baseType="identifier")
        self._modal.append((_SOLUTION, _SHOWN, self._texts.explanation(self._item)))

    def _body(self, root: etree._Element) -> etree._Element:
        body = self._build.add(root, "itemBody")
        self._build.html(body, self._texts.stem(self._item))
        return body

    def _processing(self, root: etree._Element) -> etree._Element:
        processing = self._build.add(root, "responseProcessing")
        self._set(processing, _SOLUTION, _SHOWN, "identifier")
        return processing

    def _set(self, parent: etree._Element, outcome: str, value: str, kind: str) -> None:
        rule = self._build.add(parent, "setOutcomeValue", identifier=outcome)
        self._build.add(rule, "baseValue", value, baseType=kind)

    def _says(self, key: str, feedback: Sequence[Feedback]) -> None:
        if feedback:
            self._modal.append((_FEEDBACK, key, self._texts.feedback(feedback)))

    def _numeric(self, root: etree._Element, asked: Numeric) -> None:
        build = self._build
        self._declare(root, "single", "float", [written(asked.answer)])
        self._outcomes(root)
        body = self._body(root)
        paragraph = etree.SubElement(body, f"{{{build.version.namespace}}}p")
        field = build.add(paragraph, "textEntryInteraction", responseIdentifier=_RESPONSE, expectedLength="12")
        field.tail = f" {asked.unit.in_language(self._item.language)}" if asked.unit else None
        condition = build.add(self._processing(root), "responseCondition")
        for place, band in enumerate(bands(asked)):
            branch = build.add(condition, "responseElseIf" if place else "responseIf")
            # Two bounds and no `equal` with a tolerance, which not every player knows (qti-components 7 does not).
            between = build.add(branch, "and")
            for name, bound in (("gte", band.value - band.tolerance), ("lte", band.value + band.tolerance)):
                compare = build.add(between, name)
                build.add(compare, "variable", identifier=_RESPONSE)
                build.add(compare, "baseValue", written(bound), baseType="float")
            if band.right:
                self._set(branch, _SCORE, "1", "float")
            else:
                self._set(branch, _FEEDBACK, identifier(band.key), "identifier")
                self._says(identifier(band.key), band.feedback)

    def _choice(self, root: etree._Element, asked: Choice) -> None:
        build = self._build
        right = [identifier(option.key) for option in asked.options if option.right]
        wrong = [identifier(option.key) for option in asked.options if not option.right]
        cardinality = "multiple" if asked.several else "single"
        response = self._declare(root, cardinality, "identifier", right)
        shares = {key: 1 / len(right) for key in right} | {key: -1 / len(wrong) for key in wrong}
        self._mapping(response, shares if asked.several else dict.fromkeys(right, 1.0))
        self._outcomes(root, cardinality)
        interaction = build.add(
            self._body(root),
            "choiceInteraction",
            responseIdentifier=_RESPONSE,
            shuffle="true" if self._item.shuffle else "false",
            maxChoices="0" if asked.several else "1",
        )
        for option in asked.options:
            choice = build.add(interaction, "simpleChoice", identifier=identifier(option.key))
            build.html(choice, self._texts.html(option.text))
            self._says(identifier(option.key), option.feedback)
        processing = self._processing(root)
        self._map_response(processing)
        rule = build.add(processing, "setOutcomeValue", identifier=_FEEDBACK)
        build.add(rule, "variable", identifier=_RESPONSE)

    def _map_response(self, processing: etree._Element) -> None:
        rule = self._build.add(processing, "setOutcomeValue", identifier=_SCORE)
        self._build.add(rule, "mapResponse", identifier=_RESPONSE)

    def _ordering(self, root: etree._Element, asked: Ordering) -> None:
        build = self._build
        right = [identifier(key) for key in asked.right]
        self._declare(root, "ordered", "identifier", right)
        self._outcomes(root)
        interaction = build.add(
            self._body(root), "orderInteraction", responseIdentifier=_RESPONSE, shuffle="false", orientation="vertical"
        )
        for item in asked.items:
            choice = build.add(interaction, "simpleChoice", identifier=identifier(item.key))
            build.html(choice, self._texts.html(item.text))
        processing = self._processing(root)
        # A point for each neighbour that follows, wherever the two stand.
        for this, that in pairwise(right):
            branch = build.add(build.add(processing, "responseCondition"), "responseIf")
            anywhere = build.add(branch, "or")
            for place in range(1, len(right)):
                both = build.add(anywhere, "and")
                for offset, key in ((0, this), (1, that)):
                    match = build.add(both, "match")
                    index = build.add(match, "index", n=str(place + offset))
                    build.add(index, "variable", identifier=_RESPONSE)
                    build.add(match, "baseValue", key, baseType="identifier")
            total = build.add(build.add(branch, "setOutcomeValue", identifier=_SCORE), "sum")
            build.add(total, "variable", identifier=_SCORE)
            build.add(total, "baseValue", "1", baseType="float")
        # Divided at the end: a player that rounds each sixth would give more than the whole.
        share = build.add(build.add(processing, "setOutcomeValue", identifier=_SCORE), "divide")
        build.add(share, "variable", identifier=_SCORE)
        build.add(share, "baseValue", str(len(right) - 1), baseType="float")

    def _matching(self, root: etree._Element, asked: Matching) -> None:
        build = self._build
        pairs = [f"{identifier(item.key)} {identifier(asked.right[item.key])}" for item in asked.items]
        response = self._declare(root, "multiple", "directedPair", pairs)
        self._mapping(response, dict.fromkeys(pairs, 1 / len(pairs)))
        self._outcomes(root)
        interaction = build.add(
            self._body(root),
            "matchInteraction",
            responseIdentifier=_RESPONSE,
            shuffle="false",
            maxAssociations=str(len(asked.items)),
        )
        sets: tuple[tuple[Sequence[Item], str], ...] = ((asked.items, "1"), (asked.partners, "0"))
        for entries, most in sets:
            group = build.add(interaction, "simpleMatchSet")
            for entry in entries:
                choice = build.add(group, "simpleAssociableChoice", identifier=identifier(entry.key), matchMax=most)
                build.html(choice, self._texts.html(entry.text))
        self._map_response(self._processing(root))

    def _open(self, root: etree._Element, asked: Open) -> None:
        build = self._build
        build.add(root, "responseDeclaration", identifier=_RESPONSE, cardinality="single", baseType="string")
        self._outcomes(root)
        body = self._body(root)
        build.add(body, "extendedTextInteraction", responseIdentifier=_RESPONSE, expectedLines="10")
        rubric = build.add(body, "rubricBlock", view="scorer")
        if build.version.hyphens:
            rubric.set("use", "scoring")
        build.html(self._content(rubric), self._texts.model_answer(asked))
        self._processing(root)
