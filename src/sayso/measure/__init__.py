"""Quantities in news English: counts, money, lengths, rates, with their bounds.

A measure keeps what the words say and no more: "at least 6,000" has a low bound and no high one.
Vague amounts are ranges by convention: "hundreds" is 200 to 999, a plural power of ten being at
least two of it and fewer than ten; "dozens" is 24 to 99, "several" and "a few" 3 to 9.
"""

from sayso.measure.find import find_measures, parse_measure
from sayso.measure.quantity import Measure, MeasureSpan, agree

__all__ = ["Measure", "MeasureSpan", "agree", "find_measures", "parse_measure"]
