"""Language models for everyone in the room, with no key in reach."""
