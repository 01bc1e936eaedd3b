"""Every error that Rashomon raises on purpose.

::

    RashomonError            anything we tell the user about; carries a hint on what to do
    ├── ArticleError         one file, page or row could not be read; the others go on
    ├── CaseError            the case file cannot be opened, or is not one
    ├── NetError             the shipped weights are missing or altered
    └── UsageError           an option or argument that cannot be
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the command line returns."""

    DONE = 0
    NOTHING_READ = 1
    WRONG_USAGE = 2
    SOME_SKIPPED = 3


class RashomonError(Exception):
    """A failure whose message says what is wrong, where, and what to do.

    >>> print(RashomonError("the case is locked", hint="Close the other program."))
    the case is locked. Close the other program.
    """

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}. {self.hint}" if self.hint else self.message


class ArticleError(RashomonError):
    """One article could not be read; ``name`` says which file or row."""

    def __init__(self, name: str, cause: str, *, hint: str = "") -> None:
        super().__init__(f"{name}: {cause}", hint=hint)
        self.name = name
        self.cause = cause


class CaseError(RashomonError):
    """The case file cannot be opened or is not a case."""


class NetError(RashomonError):
    """The shipped weights are missing, altered, or do not fit this version."""


class UsageError(RashomonError):
    """An option or argument that cannot be."""
