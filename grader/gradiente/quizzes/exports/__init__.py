"""The question bank in other people's formats: one module a format, all written from the same plan.

A target either marks an answer as `gradiente.quizzes.marking` does, or it does not get the question.
"""

# name: (module, what is written, how its file ends)
FORMATS = {
    "moodle": ("gradiente.quizzes.exports.moodle", "Moodle XML", ".xml"),
    "gift": ("gradiente.quizzes.exports.gift", "GIFT", ".gift"),
    "qti12": ("gradiente.quizzes.exports.qti12", "QTI 1.2 for Canvas", ".qti12.zip"),
    "qti21": ("gradiente.quizzes.exports.qti21", "QTI 2.1", ".qti21.zip"),
    "qti30": ("gradiente.quizzes.exports.qti30", "QTI 3.0", ".qti30.zip"),
    "anki": ("gradiente.quizzes.exports.anki", "Anki", ".apkg"),
    "print": ("gradiente.quizzes.exports.paper", "paper", ".html"),
}
