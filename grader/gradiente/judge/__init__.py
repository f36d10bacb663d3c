"""The judge: it holds the checks, the expected values and the verdicts, and never the student's code."""
