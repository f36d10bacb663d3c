"""The list of all questions, `quizzes/README.md`, made from the questions."""

from __future__ import annotations

from gradiente.quizzes.bank import Bank
from gradiente.quizzes.topics import TOPICS

NAME = "README.md"
_HEADING = """\
# The question bank

One Markdown file a question, one folder a topic; [writing a question](../docs/writing-a-question.md) says how.
`ids.txt` keeps every id that was ever given. `figures/` holds the numbers of real training runs, and the recipes that
measured them. This list is made by `gradiente quizzes index`; do not edit it.

A dynamic question (↻) draws its numbers from the seed; ★ marks the lecture's own questions, in our words.

"""


def index_of(bank: Bank) -> str:
    """Return the text of the list.

    Parameters
    ----------
    bank : Bank
    """
    questions = bank.questions
    dynamic = sum(question.is_dynamic for question in questions)
    lines = ["| topic | questions | dynamic |", "|---|---|---|"]
    for topic in TOPICS:
        own = [question for question in questions if question.topic == topic]
        lines.append(f"| `{topic}` | {len(own)} | {sum(question.is_dynamic for question in own)} |")
    lines.append(f"| all | {len(questions)} | {dynamic} |")
    for topic in TOPICS:
        lines += ["", f"## {topic}", ""]
        for question in questions:
            if question.topic == topic:
                marks = f"{' ↻' if question.is_dynamic else ''}{' ★' if 'lecture' in question.tags else ''}"
                title = f"{question.title.en} / {question.title.es}"
                lines.append(f"- [`{question.id}`]({topic}/{question.id}.md) {question.kind.value}{marks}: {title}")
    return _HEADING + "\n".join(lines) + "\n"
