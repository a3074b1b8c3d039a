"""Districts, residents and the sample of persons."""
