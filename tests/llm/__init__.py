"""Language models for everyone in the room."""
