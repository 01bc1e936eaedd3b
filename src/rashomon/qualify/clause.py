"""The words of a main clause, one after the other, and what each decides.

There is no parser here. The main clause is what remains of a sentence when relative clauses, subordinate
clauses, the complements of reporting verbs and later coordinated clauses are passed over, each told by the
word that opens it.
"""

from __future__ import annotations

from collections.abc import Callable

from rashomon.cues.bearing import AUXILIARIES
from rashomon.qualify.lexicon import RANK, read_tables
from rashomon.qualify.tokens import Tokens
from rashomon.records import Certainty, Mode, Span
from rashomon.text import word_set

_STOPS = frozenset(",;:()—–-?!….")
PRONOUNS = word_set("he she it they we i you there this nobody")
_AFTER_APPEAR = word_set("to that as likely not increasingly")
_OPEN_REACH, _EXCLUDES_REACH = 6, 4
_RELATIVE_REACH, _SUBORDINATE_REACH, _THAT_REACH = 8, 8, 5


class ClauseReader:
    """Goes once through the tokens and keeps what they decide."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.tokens = tokens
        self.lows = tokens.lows
        self.start = 0
        self.is_negative = False
        self.denied_at = -1
        self.certainty: Certainty = "certain"
        self.mode: Mode = "actual"
        self.mode_at = -9
        self.condition: Span | None = None
        self.because: list[Span] = []
        self.passed_over = range(0)
        self.blocked_until = -1
        self.block_ends_at_comma = False
        self.is_done = False

    def read_main_clause(self) -> None:
        """Go through the words, passing over every clause that is not the main one."""
        kinds = read_tables().kinds
        lows = self.lows
        for at in range(self.start, len(lows)):
            low = lows[at]
            if at < self.blocked_until:
                if self.block_ends_at_comma and low in _STOPS:
                    self.blocked_until = at
                continue
            if at in self.passed_over:
                continue
            found = kinds.get(low)
            if found is None:
                if "'" in low:
                    self._contraction(low, at)
                continue
            for kind in found:
                _HANDLERS[kind](self, at)
            if self.is_done:
                break

    def word(self, at: int) -> str:
        """The word at a place; empty outside the sentence."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def is_in(self, at: int, table: str) -> bool:
        """Whether the word at a place is in a list of content.toml."""
        return self.word(at) in read_tables().words[table]

    def lower(self, certainty: str) -> None:
        """Keep the weaker of this certainty and the one before."""
        level: Certainty = certainty  # type: ignore[assignment]
        if RANK[level] > RANK[self.certainty]:
            self.certainty = level

    def set_mode(self, mode: str, at: int) -> None:
        """Keep the first mode, save that "will have to" demands."""
        meant: Mode = mode  # type: ignore[assignment]
        follows = meant == "demanded" and self.mode == "predicted" and at - self.mode_at <= 3
        if meant != "actual" and (self.mode == "actual" or follows):
            self.mode, self.mode_at = meant, at

    def _follows_be(self, at: int) -> bool:
        """Whether a form of "be" stands before, a "not" or an adverb between them allowed."""
        before = self.word(at - 1)
        between = before in ("not", "also", "now", "still", "even") or before.endswith("ly")
        return self.is_in(at - 1, "be") or (between and self.is_in(at - 2, "be"))

    def _mark(self, at: int) -> None:
        self.because.append(self.tokens.span(at, at))

    def _negate(self, at: int) -> None:
        if self._leaves_open(at):
            self._hedge("unspecified", at)
        elif self._excludes(at):
            # "cannot be ruled out": it may be so.
            self._hedge("possible", at)
        else:
            self.is_negative ^= not self._is_denied_again(at)
            self._mark(at)

    def _is_denied_again(self, at: int) -> bool:
        """Whether it denies with an earlier word: "never came and will not come", "nobody nothing burned".

        "Nobody did nothing" denies twice.
        """
        if not self.is_in(at, "denying"):
            return False
        before, self.denied_at = self.denied_at, at
        cancels = self.word(before) == "nobody" and self.word(at) == "nothing" and at - before > 1
        return before >= 0 and not cancels

    def _excludes(self, at: int) -> bool:
        """Whether what is denied is that it can be excluded."""
        near = range(at + 1, at + 1 + _EXCLUDES_REACH)
        words = (f"{self.word(n)} out" if self.word(n + 1) == "out" else self.word(n) for n in near)
        return not read_tables().words["excluding"].isdisjoint(words)

    def _leaves_open(self, at: int) -> bool:
        """Whether a negation only says that nobody knows: "could not be confirmed", "no confirmation of"."""
        if self.is_in(at - 1, "be") and self.lows[at] == "not" and not self.is_in(at + 1, "unverified_over"):
            # "was not confirmed" asserts it, "was not able to confirm" does not.
            return False
        near = at + 1
        while near <= at + _OPEN_REACH and (
            self.is_in(near, "unverified_over") or self.word(near)[-2:] == "ly"
        ):
            near += 1
        return self.is_in(near, "unverified")

    def _block(self, at: int, reach: int | None) -> None:
        self.blocked_until = len(self.lows) if reach is None else at + 1 + reach
        self.block_ends_at_comma = True

    # --- one handler for each kind of word

    def _contraction(self, low: str, at: int) -> None:
        if low.endswith("n't"):
            self._not(at)
            if low == "won't":
                self.set_mode("predicted", at)
            elif low == "wouldn't":
                self._would(at)
        elif low.endswith("'ll"):
            self._predict(at)
        elif low.endswith("'d") and self.is_in(at + 1, "like"):
            self._hedge_mode("wished", at)

    def _not(self, at: int) -> None:
        before, after = self.word(at - 1), self.word(at + 1)
        if after in ("impossible", "unlikely", "inconceivable"):
            self.lower("possible")
            self._mark(at)
            self.blocked_until = at + 2
            self.block_ends_at_comma = False
        elif after == "to":
            # "ordered [his men not to fire]"
            if at == self.start or not self._has_verb(at):
                self._negate(at)
        elif self.is_in(at + 1, "after_not") or self.is_in(at - 1, "before_not"):
            return
        elif before in (",", "and", "but", "–", "—") and at > self.start + 1:
            # "a patriot, not a traitor": the contrast is not the claim.
            return
        else:
            if after == "necessarily":
                self.lower("possible")
            self._negate(at)

    def _no(self, at: int) -> None:
        if self.word(at + 1) in ("doubt", "question"):
            self._mark(at + 1)
            return
        skipped = self.is_in(at + 1, "after_no") or self.is_in(at - 1, "before_no")
        again = self.is_negative and self.word(at - 1) in (",", "and", "or", "nor")
        if not skipped and not again and self.word(at - 1) != "or":
            self._negate(at)

    def _negation(self, at: int) -> None:
        low = self.lows[at]
        again = self.is_negative and self.word(at - 1) in (",", "and", "or", "nor")
        attributive = low in ("impossible", "powerless") and self.is_in(at - 1, "determiners")
        # "a palace and nothing else": the palace is not denied.
        added = self.word(at - 1) == "and" and self.word(at + 1) in ("else", "more")
        turned = low == "never" and self.is_in(at + 1, "after_not")
        if self.word(at + 1) == "but" or again or attributive or added or turned:
            return
        if self.is_in(at - 1, "before_no"):
            return
        self._negate(at)

    def _nor(self, at: int) -> None:
        if at <= self.start + 1:
            self._negate(at)

    def _fail(self, at: int) -> None:
        if self.word(at + 1) == "to":
            self._negate(at)

    def _without(self, at: int) -> None:
        if self._follows_be(at) or (self.word(at - 1) == "left" and self._follows_be(at - 1)):
            self._negate(at)

    def _possible(self, at: int) -> None:
        low = self.lows[at]
        attributive = self.is_in(at - 1, "determiners")
        if low == "possible" and (self.word(at - 1) == "not" or not self.is_in(at - 1, "be")):
            return
        if not (low == "might" and (attributive or self.word(at - 1) in ("military", "naval"))):
            self._hedge("possible", at)

    def _may(self, at: int) -> None:
        is_month = self.text[self.tokens.starts[at]].isupper() and at > self.start
        after = self.word(at + 1)
        if not is_month and after and not after.isdigit():
            self._hedge("possible", at)

    def _could(self, at: int) -> None:
        if self.word(at + 1) not in ("not", "n't", "only"):
            self._hedge("possible", at)

    def _probable(self, at: int) -> None:
        low = self.lows[at]
        lexical = low.startswith("appear") and self.word(at + 1) not in (
            "to",
            "that",
            "as",
            "likely",
            "not",
            "increasingly",
        )
        attributive = low in ("likely", "unlikely") and self.is_in(at - 1, "determiners")
        if lexical or attributive:
            return
        if low == "unlikely":
            self.is_negative = not self.is_negative
        self._hedge("probable", at)

    def _unspecified(self, at: int) -> None:
        if self.lows[at] not in ("alleged", "purported", "unconfirmed") or self.is_in(at - 1, "be"):
            self._hedge("unspecified", at)

    def _certain(self, at: int) -> None:
        if self.word(at - 1) != "not":
            self._mark(at)

    def _probable_after_be(self, at: int) -> None:
        if self._follows_be(at) and self.word(at + 1) != "by":
            self._hedge("probable", at)

    def _unspecified_after_be(self, at: int) -> None:
        if self._follows_be(at) and self.word(at + 1) in ("to", "that"):
            self._hedge("unspecified", at)

    def _hedge(self, certainty: Certainty, at: int) -> None:
        self.lower(certainty)
        self._mark(at)

    def _hedge_mode(self, mode: Mode, at: int) -> None:
        self.set_mode(mode, at)
        self._mark(at)

    def _predict(self, at: int) -> None:
        if not self.is_in(at - 1, "determiners"):
            self._hedge_mode("predicted", at)

    def _would(self, at: int) -> None:
        is_past = "have" in (self.word(at + 1), self.word(at + 2))
        regret = self.word(at + 1) == "have" and self.is_in(at + 2, "liked")
        if regret or self.is_in(at + 1, "like"):
            self._hedge_mode("wished", at)
            if regret:
                self.lower("unspecified")
        else:
            # "would have stood for years": what was not, had something else been.
            self.set_mode("conditional" if is_past else "predicted", at)

    def _going(self, at: int) -> None:
        target = self.word(at + 2)
        if self.word(at + 1) == "to" and target and not self.is_in(at + 2, "determiners"):
            is_place = self.text[self.tokens.starts[at + 2]].isupper()
            if not is_place:
                self._hedge_mode("predicted", at)

    def _be(self, at: int) -> None:
        target = self.word(at + 2)
        is_verb = target.isalpha() and target != "blame" and not self.is_in(at + 2, "determiners")
        if self.word(at + 1) == "to" and is_verb and not self.is_in(at - 1, "tasks"):
            self.set_mode("predicted", at)

    def _matter(self, at: int) -> None:
        if self.word(at + 1) == "of" and self.is_in(at + 2, "matters_of"):
            self._hedge_mode("predicted", at)

    def _predicted_before_to(self, at: int) -> None:
        if self.word(at + 1) == "to" and not self.is_in(at - 1, "determiners"):
            self._hedge_mode("predicted", at)

    def _wish(self, at: int) -> None:
        # "Torvia wishes" tells of another; "we wish", "he hopes" speak for the speaker.
        near = {self.word(back) for back in range(max(self.start, at - 4), at)}
        if not self.is_in(at - 1, "determiners") and (at <= self.start + 1 or near & PRONOUNS):
            self._hedge_mode("wished", at)

    def _must(self, at: int) -> None:
        if self.word(at + 1) == "have":
            self._hedge("probable", at)
        else:
            self._hedge_mode("demanded", at)

    def _should(self, at: int) -> None:
        if at > self.start:
            self._hedge_mode("demanded", at)

    def _have_to(self, at: int) -> None:
        needs_be = self.lows[at] in ("necessary", "obliged", "required", "time")
        if self.word(at + 1) == "to" and (not needs_be or self.is_in(at - 1, "be")):
            self._hedge_mode("demanded", at)

    def _relative(self, at: int) -> None:
        if at > self.start:
            self._block(at, _RELATIVE_REACH)

    def _that(self, at: int) -> None:
        # "an order with that number" begins no clause.
        if at > self.start and not self.is_in(at - 1, "determiners"):
            self._block(at, _THAT_REACH)

    def _subordinate(self, at: int) -> None:
        if self.lows[at] in ("after", "before") and self.word(at + 1) in ("that", "this", "which"):
            # "After that there will be no money": when, and no clause.
            self.blocked_until, self.block_ends_at_comma = at + 2, False
            return
        strong = self.lows[at] in ("whether", "because", "although", "though", "whereas", "while")
        self._block(at, None if strong else _SUBORDINATE_REACH)

    def _reports(self, at: int) -> None:
        if at == self.start or self.is_in(at - 1, "be") or self.is_in(at - 1, "determiners"):
            return
        self.is_done = True

    def _and(self, at: int) -> None:
        if at - self.start < 3:
            return
        after = self.word(at + 1)
        if after in AUXILIARIES:
            self.is_done = True
        elif self._has_verb(at) and (after in PRONOUNS or self.is_in(at + 1, "denying")):
            # "found soldiers below and none above": what goes before is not denied.
            self.is_done = True
        elif self.word(at - 1) in _STOPS:
            # ", and he" or ", and so far he" begins a clause; ", and the guard" may close a list of subjects.
            has_subject = any(self.word(near) in PRONOUNS for near in range(at + 1, at + 4))
            self.is_done = has_subject or not AUXILIARIES.isdisjoint(self.lows[self.start : at])

    def _has_verb(self, at: int) -> bool:
        """Whether a finite verb seems to stand before, as far as its form tells."""
        return any(low in AUXILIARIES or low.endswith("ed") for low in self.lows[self.start : at])

    def _dash(self, at: int) -> None:
        self.is_done = at - self.start >= 3 and self.word(at + 1) in PRONOUNS

    def _but(self, at: int) -> None:
        if at - self.start >= 3 and self.word(at - 1) not in ("nothing", "all", "anything", "none", "one"):
            self.is_done = True

    def _semicolon(self, at: int) -> None:
        self.is_done = at > self.start


_HANDLERS: dict[str, Callable[[ClauseReader, int], None]] = {
    name: getattr(ClauseReader, f"_{name}")
    for name in (
        *("not", "no", "negation", "nor", "fail", "without", "possible", "may", "could", "probable"),
        *("unspecified", "certain", "probable_after_be", "unspecified_after_be", "predict", "would", "going"),
        *("be", "matter", "predicted_before_to", "wish", "must", "should", "have_to", "relative", "that"),
        *("subordinate", "reports", "and", "but", "semicolon", "dash"),
    )
}
