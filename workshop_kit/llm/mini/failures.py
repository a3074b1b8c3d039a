"""What a reader can do wrong with the small model."""

from workshop_kit.errors import WorkshopError


class TooLong(WorkshopError):
    """The text, with what is asked of it, does not fit into the model's window."""


class NoText(WorkshopError):
    """There is nothing to read."""


class NotThere(WorkshopError):
    """A layer, head or word that the model does not have."""
