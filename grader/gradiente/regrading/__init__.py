"""Grading a class again after a change: who changes, from what to what, and why, before anything is written."""
