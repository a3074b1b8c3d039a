"""What lessons call, and what their readers see of it."""
