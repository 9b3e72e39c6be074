"""Use cases: a function of a desk and a wish, one transaction, one answer, one audit event."""
