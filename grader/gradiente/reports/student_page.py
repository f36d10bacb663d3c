"""The page that a student gets back."""

from __future__ import annotations

from gradiente.reports.overview import shown_values, topics_of
from gradiente.reports.rendering import render
from gradiente.results import ClassResult, Feedback, StudentResult


def student_page(student: StudentResult, result: ClassResult, feedback: Feedback) -> str:
    """Render a student's page in the student's language.

    Parameters
    ----------
    student : StudentResult
    result : ClassResult
        The class, for titles, hints and versions; nothing of other students is on the page.
    feedback : Feedback

    Returns
    -------
    str
    """
    return render(
        "student.html",
        student.language,
        student=student,
        topics=topics_of(student, result, feedback),
        shown_values=shown_values,
        feedback=feedback.value,
        versions=result.versions,
    )
