"""QTI, scored by qti-components in Chromium (npm; found through NODE_PATH).

It reads 3.0; citolab-qti-convert (PyPI) brings 2.1 there.
"""

import dataclasses
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from gradiente.quizzes.exports.plan import make_plan
from gradiente.quizzes.exports.qti import identifier
from gradiente.quizzes.marking import mark
from gradiente.quizzes.variant import Choice, Numeric, Open

answers = sys.modules["exported"].answers
SCORER = Path(__file__).with_name("score_qti.js")


@pytest.fixture(scope="session", params=["qti21", "qti30"])
def plan(own_bank, request):
    return make_plan(own_bank, request.param, "en", variants=2)


@pytest.fixture(scope="session")
def files(plan):
    with zipfile.ZipFile(io.BytesIO(plan.write())) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def qti_components():
    for folder in os.environ.get("NODE_PATH", "").split(os.pathsep):
        script = Path(folder, "@citolab/qti-components/cdn/index.global.js")
        if folder and script.is_file():
            return script
    pytest.skip("qti-components is not installed")


def in_qti(response):
    """A response as the item's variables hold it."""
    if isinstance(response, str):
        return response
    if isinstance(response, Mapping):
        return [f"{identifier(this)} {identifier(that)}" for this, that in response.items()]
    return [identifier(key) for key in response]


def test_every_item_carries_the_marks_of_our_own_grader(plan, files, tmp_path):
    browser, script = shutil.which("chromium"), qti_components()
    if browser is None:
        pytest.skip("Chromium is not installed")
    upgrade = pytest.importorskip("qti_convert").upgrade_qti2_to_qti3 if plan.format == "qti21" else str
    asked = [(item, list(answers(item.variant))) for item in plan.items if not isinstance(item.variant.asked, Open)]
    given = []
    for item, tried in asked:
        single = isinstance(item.variant.asked, Choice) and not item.variant.asked.several
        responses = [in_qti(response)[0] if single else in_qti(response) for response, _ in tried]
        given.append([upgrade(files[f"items/{item.identifier}.xml"]), responses])
    page = tmp_path / "page.html"
    data = json.dumps(given).replace("<", "\\u003c")
    page.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><body><script src="{script.resolve().as_uri()}"></script>'
        f"<script>const items = {data};</script><script>{SCORER.read_text()}</script>"
    )
    # No sandbox: containers have none to give, and the page is ours.
    call = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=120000", "--dump-dom"]
    shown = subprocess.run([*call, page.as_uri()], capture_output=True, text=True, timeout=240, check=True).stdout
    scores = json.loads(html.unescape(re.search(r'<pre id="scores">(.*?)</pre>', shown, re.DOTALL)[1]))

    assert len(scores) == len(asked), scores[-1]
    for (item, tried), found in zip(asked, scores, strict=True):
        for (response, worth), (score, said) in zip(tried, found, strict=True):
            # qti-components rounds a score to three decimals.
            assert float(score or 0) == pytest.approx(worth, abs=6e-4), (item.identifier, response)
            if isinstance(item.variant.asked, Numeric) and not worth:
                (chosen,) = mark(item.variant, response).chosen
                assert said == (None if chosen == "other" else identifier(chosen))


def test_every_feedback_has_an_answer_that_brings_it(plan, files):
    shown = 0
    for item in plan.items:
        root = etree.fromstring(files[f"items/{item.identifier}.xml"].encode())
        modal = [one for one in root if etree.QName(one).localname in ("modalFeedback", "qti-modal-feedback")]
        outcome = "outcomeIdentifier" if plan.format == "qti21" else "outcome-identifier"
        named = {one.get("identifier") for one in modal if one.get(outcome) == "FEEDBACK"}
        if isinstance(item.variant.asked, Numeric):
            assert named == {identifier(wrong.key) for wrong in item.variant.asked.recognised}
        if isinstance(item.variant.asked, Choice):
            assert named == {identifier(option.key) for option in item.variant.asked.options if option.feedback}
        assert [one.get("identifier") for one in modal if one.get(outcome) == "SOLUTION"] == ["shown"]
        shown += len(named)
    assert shown > 100


def test_the_manifest_names_every_file_and_every_name_is_one(plan, files):
    manifest = etree.fromstring(files["imsmanifest.xml"].encode())
    named = {one.get("href") for one in manifest.iter("{*}file")}
    ids = [one.get("identifier") for one in manifest.iter("{*}resource")]

    assert named == set(files) - {"imsmanifest.xml"}
    assert len(set(ids)) == len(ids)
    for name in ids:
        assert re.fullmatch(r"[A-Za-z_][\w.-]*", name)


def test_the_test_draws_one_variant_of_each_dynamic_question(plan, files):
    test = etree.fromstring(files["test.xml"].encode())
    sections = list(test.iter("{*}assessmentSection", "{*}qti-assessment-section"))[1:]
    for section in sections:
        drawn = [one for one in section if etree.QName(one).localname in ("selection", "qti-selection")]
        items = [one for one in section if one.get("href")]
        assert len(drawn) == (len(items) > 1)
    assert len(sections) == len({item.variant.code.question for item in plan.items})


def test_pictures_travel(plan):
    drawn = dataclasses.replace(plan, draw=lambda name, language: f"<svg>{name}</svg>")
    with zipfile.ZipFile(io.BytesIO(drawn.write())) as archive:
        names = set(archive.namelist())
        shown = {
            source
            for name in names
            if name.startswith("items/")
            for source in re.findall(r'src="\.\./(pictures/[^"]+)"', archive.read(name).decode())
        }

    assert shown
    assert shown == {name for name in names if name.startswith("pictures/")}
