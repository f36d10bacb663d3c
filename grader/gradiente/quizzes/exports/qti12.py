"""QTI 1.2 as Canvas reads it: a package with one quiz, in which the variants of a question are a group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from gradiente.quizzes.exports.numbers import bands, written
from gradiente.quizzes.exports.plan import Plan, Planned
from gradiente.quizzes.exports.qti import identifier
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.exports.zipping import zipped
from gradiente.quizzes.variant import Choice, Matching, Numeric, Open, Ordering

_QTI = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_MANIFEST = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
_CANVAS = "http://canvas.instructure.com/xsd/cccv1p0"
_META_TYPE = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
FILES = "%24IMS-CC-FILEBASE%24/pictures/"


def losses(item: Planned) -> Iterator[str]:
    """Say what Canvas does not take over of an item."""
    yield "hints, tries and certainty: no place in a Canvas quiz"
    match item.variant.asked:
        case Numeric():
            yield "feedback to wrong numbers: Canvas takes every number that is listed for a right one"
            yield "numbers typed as 3/4, 41 % or 2·10^-3: read as Canvas likes"
        case Matching():
            yield "formulas and code in the partners of a match: plain text in a drop-down list"
        case Open():
            yield "open questions: marked by the teacher; the model answer is general feedback, seen after the quiz"


def differs(item: Planned) -> str | None:
    """Say why Canvas would mark an item differently, if it would."""
    match item.variant.asked:
        case Ordering():
            return "Canvas has no ordering"
        case Choice(several=True) as asked:
            # A wrong option costs what a right one brings.
            if 2 * len([one for one in asked.options if one.right]) != len(asked.options):
                return "Canvas takes off for a wrong option what it gives for a right one, and they are not as many"
        case Matching() as asked:
            texts = [one.text.in_language(item.language) for one in asked.partners]
            if len(set(texts)) < len(texts):
                return "Canvas takes partners with the same text for one"
    return None


def write(plan: Plan) -> bytes:
    """Write the package."""
    quiz = f"gradiente-{plan.language}"
    pictures = {}
    if plan.draw:
        names = dict.fromkeys(name for item in plan.items for name in item.variant.figures)
        pictures = {f"pictures/{name}.svg": plan.draw(name, plan.language).encode() for name in names}
    files = {
        "imsmanifest.xml": _manifest(quiz, list(pictures)),
        f"{quiz}/{quiz}.xml": _assessment(plan, quiz),
        f"{quiz}/assessment_meta.xml": _meta(plan, quiz),
    }
    return zipped({**{name: _serialised(root) for name, root in files.items()}, **pictures})


def _serialised(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _manifest(quiz: str, pictures: Sequence[str]) -> etree._Element:
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap={None: _MANIFEST}, identifier=f"{quiz}-manifest")
    metadata = _add(root, "metadata")
    _add(metadata, "schema", "IMS Content")
    _add(metadata, "schemaversion", "1.1.3")
    _add(root, "organizations")
    resources = _add(root, "resources")
    resource = _add(resources, "resource", identifier=quiz, type="imsqti_xmlv1p2")
    _add(resource, "file", href=f"{quiz}/{quiz}.xml")
    _add(resource, "dependency", identifierref=f"{quiz}-meta")
    meta = _add(resources, "resource", identifier=f"{quiz}-meta", type=_META_TYPE, href=f"{quiz}/assessment_meta.xml")
    _add(meta, "file", href=f"{quiz}/assessment_meta.xml")
    for number, path in enumerate(pictures, start=1):
        picture = _add(resources, "resource", identifier=f"picture-{number}", type="webcontent", href=path)
        _add(picture, "file", href=path)
    return root


def _meta(plan: Plan, quiz: str) -> etree._Element:
    root = etree.Element(f"{{{_CANVAS}}}quiz", nsmap={None: _CANVAS}, identifier=quiz)
    _add(root, "title", f"Gradiente ({plan.language})")
    _add(root, "description")
    # The variants are shuffled as they come; a question whose order matters keeps it.
    _add(root, "shuffle_answers", "false")
    _add(root, "scoring_policy", "keep_highest")
    _add(root, "quiz_type", "practice_quiz")
    _add(root, "allowed_attempts", "1")
    return root


def _assessment(plan: Plan, quiz: str) -> etree._Element:
    root = etree.Element(f"{{{_QTI}}}questestinterop", nsmap={None: _QTI})
    assessment = _add(root, "assessment", ident=quiz, title=f"Gradiente ({plan.language})")
    _fields(_add(assessment, "qtimetadata"), {"cc_maxattempts": "1"})
    whole = _add(assessment, "section", ident="root_section")
    texts = Texts(plan, link=lambda name: f"{FILES}{name}.svg")
    groups: dict[str, list[Planned]] = {}
    for item in plan.items:
        groups.setdefault(item.variant.code.question, []).append(item)
    for name, items in groups.items():
        section = whole
        if len(items) > 1:
            section = _add(whole, "section", ident=name, title=items[0].variant.title.in_language(plan.language))
            selection = _add(_add(section, "selection_ordering"), "selection")
            _add(selection, "selection_number", "1")
            _add(_add(selection, "selection_extension"), "points_per_item", "1.0")
        for item in items:
            _Item(section, item, texts).write()
    return root


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}", attributes)
    element.text = text
    return element


def _fields(metadata: etree._Element, fields: dict[str, str]) -> None:
    for label, entry in fields.items():
        field = _add(metadata, "qtimetadatafield")
        _add(field, "fieldlabel", label)
        _add(field, "fieldentry", entry)


def _material(parent: etree._Element, text: str, kind: str = "text/html") -> None:
    _add(_add(parent, "material"), "mattext", text, texttype=kind)


class _Item:
    """Writes one item."""

    def __init__(self, section: etree._Element, item: Planned, texts: Texts) -> None:
        self._item, self._texts = item, texts
        self._root = _add(section, "item", ident=item.identifier, title=item.name)
        self._feedback: list[tuple[str, str]] = [("general_fb", texts.explanation(item))]

    def write(self) -> None:
        asked = self._item.variant.asked
        kind = {Numeric: "numerical_question", Matching: "matching_question", Open: "essay_question"}.get(type(asked))
        if isinstance(asked, Choice):
            kind = "multiple_answers_question" if asked.several else "multiple_choice_question"
        metadata = _add(_add(self._root, "itemmetadata"), "qtimetadata")
        fields = {"question_type": str(kind), "points_possible": "1.0"}
        _fields(metadata, {**fields, "assessment_question_identifierref": f"{self._item.identifier}-question"})
        presentation = _add(self._root, "presentation")
        _material(presentation, self._texts.stem(self._item))
        processing = _add(self._root, "resprocessing")
        outcomes = _add(processing, "outcomes")
        _add(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
        general = _add(processing, "respcondition", **{"continue": "Yes"})
        _add(_add(general, "conditionvar"), "other")
        _add(general, "displayfeedback", feedbacktype="Response", linkrefid="general_fb")
        match asked:
            case Numeric():
                self._numeric(presentation, processing, asked)
            case Choice():
                self._choice(presentation, processing, asked)
            case Matching():
                self._matching(presentation, processing, asked)
            case Open():
                self._feedback = [("general_fb", f"{self._texts.model_answer(asked)}\n{self._feedback[0][1]}")]
                response = _add(presentation, "response_str", ident="response1", rcardinality="Single")
                _add(_add(response, "render_fib"), "response_label", ident="answer1", rshuffle="No")
        for name, html in self._feedback:
            _material(_add(_add(self._root, "itemfeedback", ident=name), "flow_mat"), html)

    def _numeric(self, presentation: etree._Element, processing: etree._Element, asked: Numeric) -> None:
        response = _add(presentation, "response_str", ident="response1", rcardinality="Single")
        _add(_add(response, "render_fib", fibtype="Decimal"), "response_label", ident="answer1")
        right = bands(asked)[0]
        low, high = (written(right.value + sign * right.tolerance) for sign in (-1, 1))
        variable = self._right(processing)
        either = _add(variable, "or")
        _add(either, "varequal", written(right.value), respident="response1")
        both = _add(either, "and")
        _add(both, "vargte", low, respident="response1")
        _add(both, "varlte", high, respident="response1")

    def _right(self, processing: etree._Element) -> etree._Element:
        condition = _add(processing, "respcondition", **{"continue": "No"})
        variable = _add(condition, "conditionvar")
        _add(condition, "setvar", "100", action="Set", varname="SCORE")
        return variable

    def _choice(self, presentation: etree._Element, processing: etree._Element, asked: Choice) -> None:
        cardinality = "Multiple" if asked.several else "Single"
        response = _add(presentation, "response_lid", ident="response1", rcardinality=cardinality)
        render = _add(response, "render_choice")
        for option in asked.options:
            name = identifier(option.key)
            _material(_add(render, "response_label", ident=name), self._texts.html(option.text))
            if option.feedback:
                condition = _add(processing, "respcondition", **{"continue": "Yes"})
                _add(_add(condition, "conditionvar"), "varequal", name, respident="response1")
                _add(condition, "displayfeedback", feedbacktype="Response", linkrefid=f"{name}_fb")
                self._feedback.append((f"{name}_fb", self._texts.feedback(option.feedback)))
        variable = self._right(processing)
        together = _add(variable, "and") if asked.several else variable
        for option in asked.options:
            if option.right:
                _add(together, "varequal", identifier(option.key), respident="response1")
            elif asked.several:
                _add(_add(together, "not"), "varequal", identifier(option.key), respident="response1")

    def _matching(self, presentation: etree._Element, processing: etree._Element, asked: Matching) -> None:
        for item in asked.items:
            response = _add(presentation, "response_lid", ident=f"response_{item.key}")
            _material(response, self._texts.html(item.text))
            render = _add(response, "render_choice")
            for partner in asked.partners:
                label = _add(render, "response_label", ident=partner.key)
                _material(label, self._texts.plain(partner.text), "text/plain")
            condition = _add(processing, "respcondition")
            right = asked.right[item.key]
            _add(_add(condition, "conditionvar"), "varequal", right, respident=f"response_{item.key}")
            _add(condition, "setvar", f"{100 / len(asked.items):.2f}", varname="SCORE", action="Add")
