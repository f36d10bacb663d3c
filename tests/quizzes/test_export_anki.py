"""The deck, imported by Anki's own library, twice."""

import dataclasses
import re

import pytest

from gradiente.quizzes.exports.plan import make_plan
from gradiente.quizzes.exports.texts import Texts
from gradiente.quizzes.variant import Choice, Numeric
from gradiente.results import Text

pytest.importorskip("genanki")


@pytest.fixture(scope="module")
def plan(own_bank):
    return make_plan(own_bank, "anki", "es", topics=["parameters", "evaluation"], variants=3)


@pytest.fixture
def collection(tmp_path):
    collecting = pytest.importorskip("anki.collection")
    opened = collecting.Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def imported(collection, tmp_path, plan, epoch, monkeypatch):
    from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(epoch))
    path = tmp_path / "deck.apkg"
    path.write_bytes(plan.write())
    # 0: take over what is newer, as Anki proposes.
    options = ImportAnkiPackageOptions(update_notes=0)
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    return len(log.new), len(log.updated), len(log.duplicate)


def notes(collection):
    found = [collection.get_note(number) for number in collection.find_notes("")]
    return {note["Code"]: note for note in found}


def test_every_item_becomes_a_card_with_its_answer(plan, collection, tmp_path, monkeypatch):
    assert imported(collection, tmp_path, plan, 1_700_000_000, monkeypatch) == (len(plan.items), 0, 0)

    cards, texts = notes(collection), Texts(plan)
    for item in plan.items:
        note, asked = cards[item.identifier], item.variant.asked
        assert str(item.variant.code) in note["Question"]
        assert note["Explanation"] == texts.explanation(item)
        (card,) = note.cards()
        assert note["Answer"] in card.answer()
        assert note["Answer"] not in card.question()
        if isinstance(asked, Numeric):
            assert asked.shown.es in note["Answer"]
            for wrong in asked.recognised:
                assert wrong.shown.es in note["Wrong"]
                assert texts.feedback(wrong.feedback) in note["Wrong"]
        if isinstance(asked, Choice):
            assert re.findall("<strong>", note["Answer"])
            for option in asked.options:
                assert texts.inline(option.text) in note["Answer" if option.right else "Wrong"]
    names = {one.name for one in collection.decks.all_names_and_ids()}
    assert {"Gradiente (es)::parameters", "Gradiente (es)::evaluation"} <= names


def test_a_second_import_updates_what_has_changed_and_adds_nothing(plan, collection, tmp_path, monkeypatch):
    imported(collection, tmp_path, plan, 1_700_000_000, monkeypatch)
    first = plan.items[0]
    code = dataclasses.replace(first.variant.code, version=first.variant.code.version + 1)
    changed = dataclasses.replace(first.variant, code=code, explanation=Text("Otra.", "Another."))
    items = (dataclasses.replace(first, variant=changed), *plan.items[1:])
    new, _, _ = imported(collection, tmp_path, dataclasses.replace(plan, items=items), 1_700_000_100, monkeypatch)

    assert new == 0
    assert collection.note_count() == len(plan.items)
    assert "Otra." in notes(collection)[f"{code}.es"]["Explanation"]


def test_pictures_travel(plan, collection, tmp_path, monkeypatch):
    drawn = dataclasses.replace(plan, draw=lambda name, language: f"<svg>{name}</svg>")
    imported(collection, tmp_path, drawn, 1_700_000_000, monkeypatch)
    sources = {
        one for note in notes(collection).values() for one in re.findall('src="([^"]+)"', "".join(note.values()))
    }

    assert sources
    for source in sources:
        assert collection.media.have(source)


def test_the_file_is_the_same_for_the_same_time(plan, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert plan.write() == plan.write()
