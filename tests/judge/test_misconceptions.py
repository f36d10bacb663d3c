"""What the misconceptions of all topics have in common: ids, names that complete a sentence, texts that teach."""

import re
import string

import pytest

from gradiente.course import find_course
from gradiente.judge.suite import load_suite

ALL = [
    pytest.param(one, exercise.topic, id=one.id)
    for exercise in find_course().exercises
    for one in load_suite(exercise).misconceptions
]
# Participles that do not end as most do.
IRREGULAR = re.compile(
    "always|begun|built|chosen|cut|drawn|fed|forgotten|found|frozen|given|gone|held|kept|left|let|lost|made|meant|never|not|"
    "only|overwritten|paid|put|read|run|sent|set|split|spread|taken|thrown|told|written"
)


@pytest.mark.parametrize(("misconception", "topic"), ALL)
def test_its_id_names_its_topic(misconception, topic):
    assert re.fullmatch(rf"{topic}/[a-z0-9]+(-[a-z0-9]+)*", misconception.id)


@pytest.mark.parametrize(("misconception", "topic"), ALL)
def test_its_name_completes_you_seem_to_have(misconception, topic):
    spanish, english = misconception.name.es.split()[0], misconception.name.en.split()[0].strip(string.punctuation)

    assert re.search(r"(ado|ido|ído|to|cho|so)$", spanish), misconception.name.es
    assert english.endswith("ed") or IRREGULAR.fullmatch(english), misconception.name.en
    assert not misconception.name.es.endswith(".")
    assert not misconception.name.en.endswith(".")


@pytest.mark.parametrize(("misconception", "topic"), ALL)
def test_its_explanation_teaches_in_both_languages(misconception, topic):
    for text in (misconception.explanation, misconception.lecture):
        assert text.es.strip()
        assert text.en.strip()
    assert misconception.explanation.es != misconception.explanation.en
    assert len(misconception.explanation.es) > 80
    assert len(misconception.explanation.en) > 80


def test_no_id_is_used_twice():
    ids = [param.values[0].id for param in ALL]

    assert len(set(ids)) == len(ids)
