"""Grading with nbgrader: its course folder, its gradebook, its feedback."""
