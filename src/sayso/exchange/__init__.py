"""Forms in which a case leaves Sayso."""
