"""A graded class, taken out: to learning platforms, to test reports, to tables. Nothing is graded for it.

What does not match (a student without a row, a row without a student) is said and left alone; nothing is guessed.
"""
