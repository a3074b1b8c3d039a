"""Hand-written lists for the complaints."""
