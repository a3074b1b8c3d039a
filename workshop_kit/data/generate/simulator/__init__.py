"""What the offline engine knows of the city's matters is learnt here."""
