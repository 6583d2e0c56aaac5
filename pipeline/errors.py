"""Faults of the world, each with the exit code that the command ends with.

Faults in what a user wrote are `Diagnostic` values instead; our own faults crash.
"""

import errno
from enum import IntEnum


class Exit(IntEnum):
    """The command's exit codes, a contract."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    REFUSED = 3
    WORLD = 4


class PipelineError(Exception):
    """Something outside the definitions stops the work; its text is a Swedish sentence with a remedy."""

    code = Exit.WORLD


class Unreadable(PipelineError):
    """A file or folder cannot be read or does not exist."""


class Unwritable(PipelineError):
    """A file cannot be written: disk full, folder read-only, file open elsewhere."""


class TemplateFault(PipelineError):
    """A template cannot be used: not a Word file, unknown names, broken tags."""


class LostText(PipelineError):
    """A text of the plan would be missing from the document."""


class UsageFault(PipelineError):
    """The command was asked for something that does not exist."""

    code = Exit.USAGE


class Refused(PipelineError):
    """Going on would destroy somebody's work."""

    code = Exit.REFUSED


def unread(error: OSError) -> str:
    """Return why a file could not be read, in Swedish, and what to do."""
    match error.errno:
        case errno.ENOENT:
            return "den finns inte"
        case errno.EACCES | errno.EPERM:
            return "du har inte rätt att läsa den; ändra rättigheterna, eller be den som kan"
        case errno.ENAMETOOLONG:
            return "namnet är för långt; korta det"
        case errno.EISDIR:
            return "det är en mapp, inte en fil; flytta mappen eller byt namn på den"
        case _:
            return f"systemet svarar ”{error.strerror}”"


def unwritten(error: OSError) -> str:
    """Return why a file could not be written or removed, in Swedish, and what to do."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return "disken är full; frigör utrymme och bygg igen"
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return "filen eller mappen får inte skrivas; stäng filen om den är öppen, och se över rättigheterna"
        case errno.ENOENT:
            return "mappen finns inte"
        case errno.ENAMETOOLONG:
            return "namnet är för långt; korta mappens namn"
        case errno.ENOTDIR | errno.EEXIST | errno.EISDIR:
            return "en fil ligger där en mapp ska vara, eller tvärtom; flytta den"
        case _:
            return f"systemet svarar ”{error.strerror}”"
