"""Rain, water levels and floods."""
