"""What people judge of a case: given, listed, undone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import UTC, datetime

from rashomon.store.judgements import Spoken
from rashomon.store.rows import JudgementRow
from rashomon.store.store import Store


class Judged(ABC):
    """A case in which a person's word wins over what was inferred."""

    _store: Store

    @abstractmethod
    def settle(self) -> None:
        """Make anew what no longer fits articles and verdicts."""

    def judge(
        self,
        verdict: str,
        *about: str,
        because: str | None = None,
        person: str | None = None,
        settle: bool = True,
    ) -> JudgementRow:
        """Put in a person's verdict; it wins over what was inferred, and lasts until it is undone.

        ``verdict`` is "same" or "different" of two actors; "same", "opposed" or "unrelated" of two claims;
        "copy" or "independent" of two articles; "yes", "no" or "void" of a prediction. Actors are named in
        any spelling, as ``NAME@ARTICLE`` or by id; claims and predictions by the beginning of their id.
        ``person`` is who says so; whoever is logged in, where it is not given. What the same person said
        before is not said twice. Without ``settle`` what rests on it is made anew later: when the case is
        opened next, or settled.

        Raises:
            CaseError: What it is about is not in the case, or several things may be meant, or it contradicts
                verdicts in force; the message names them.
            UsageError: There is no such verdict, or it is about another number of things.
        """
        by = person if person is not None else logged_in()
        one = self._store.judge(Spoken(verdict, about, because, by or None, _now()))
        if settle:
            self.settle()
        return self._row(one)

    def undo(self, judgement: str, *, settle: bool = True) -> JudgementRow:
        """Take back the verdict whose id begins so: all is as if it had not been given; its row stays.

        Raises:
            CaseError: There is none, or more than one, or it was undone before.
        """
        one = self._store.undo(judgement, _now())
        if settle:
            self.settle()
        return self._row(one)

    def judgements(self) -> tuple[JudgementRow, ...]:
        """All verdicts, undone ones too, in the order in which they were given."""
        return self._store.judgements()

    def _row(self, judgement: str) -> JudgementRow:
        return next(row for row in self.judgements() if row.id == judgement)


def logged_in() -> str | None:
    """The name of the user as the environment gives it; None where it gives none."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return None


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
