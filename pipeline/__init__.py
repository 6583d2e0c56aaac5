"""Plan definitions in, the Word documents that a board decides on out."""

__version__ = "0.3.0"
