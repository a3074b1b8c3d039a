"""Hand-written lists: permits."""
