"""What an instructor gets from a graded class: marks, results, a page for every student and one for the class."""

from gradiente.reports.plain import results_json
from gradiente.reports.writing import write_reports

__all__ = ["results_json", "write_reports"]
