"""Hand-written lists: kelurahan, names, occupations."""
