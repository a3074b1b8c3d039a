"""Districts, residents, and a fictional sample of persons."""
