"""Mentions on their way to becoming entities: what is known of each name and of each group of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from rashomon.names.folding import fold
from rashomon.names.parsing import PersonName, Sex, rank_tier, sex_of_given, title_words
from rashomon.records import Kind, Mention, Reason, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One name mention with what its words and its neighbours say."""

    index: int
    """Into ``Document.mentions``."""
    mention: Mention
    text: str
    """White space collapsed, no possessive ending."""
    kind: Kind
    """After the vote among mentions of the same text."""
    name: PersonName
    titles: tuple[str, ...] = ()
    """The title words before or in the name, as written."""
    roles: frozenset[str] = frozenset()
    """Folded words for what somebody is: the title's, the apposition's."""

    @property
    def tier(self) -> str | None:
        """High, middle or low by the rank in its title."""
        return rank_tier(self.titles)

    @property
    def start(self) -> int:
        """Where the mention starts."""
        return self.mention.span.start

    @property
    def span(self) -> Span:
        """Where the mention stands."""
        return self.mention.span


@dataclass(slots=True, eq=False)
class Group:
    """Mentions taken for one somebody or something; grows while an article is resolved."""

    kind: Kind
    readings: list[Reading] = field(default_factory=list)
    others: list[tuple[int, Span]] = field(default_factory=list)
    """Nominal and pronoun mentions: index and span."""
    reasons: list[Reason] = field(default_factory=list)
    label: str = ""
    """The name of a group without a name mention."""
    called: Sex | None = None
    """What the first pronoun that was given to it tells."""
    ambiguous: bool = False
    """A bare surname that two people of the article bear."""

    @property
    def start(self) -> int:
        """Where the first mention stands."""
        return min([r.start for r in self.readings] + [span.start for _, span in self.others])

    @property
    def count(self) -> int:
        """How many name mentions it has."""
        return len(self.readings)

    @property
    def roles(self) -> frozenset[str]:
        """All folded role words said of it."""
        return frozenset().union(*(reading.roles for reading in self.readings))

    @property
    def keys(self) -> Counter[str]:
        """Folded surnames with counts; a given name that stands alone is none."""
        givens = {word for row in self.givens for word in row}
        alone = Counter(reading.name.key for reading in self.readings)
        return Counter({key: n for key, n in alone.items() if key not in givens}) or alone

    @property
    def givens(self) -> tuple[tuple[str, ...], ...]:
        """The distinct given names, folded, in the order of the article."""
        rows = (tuple(fold(word) for word in reading.name.given) for reading in self.readings)
        return tuple(dict.fromkeys(row for row in rows if row))

    @property
    def suffixes(self) -> frozenset[str]:
        """Folded suffixes ("jr", "the younger")."""
        return frozenset(fold(r.name.suffix) for r in self.readings if r.name.suffix)

    @property
    def tiers(self) -> frozenset[str]:
        """The tiers of the ranks it is given."""
        return frozenset(reading.tier for reading in self.readings if reading.tier)

    @property
    def sex(self) -> Sex | None:
        """What titles, role words and the given name tell."""
        described = fold(self.label.split(" of ")[0]).split()[-1:] if not self.readings else []
        return sex_of([*self.roles, *described], (row[0] for row in self.givens)) or self.called

    @property
    def is_nobody(self) -> bool:
        """Whether its words say that there is none ("no man"), or are a title without its name."""
        if self.readings:
            return all(fold(reading.text).strip(".") in title_words().classes for reading in self.readings)
        return self.label.lower().startswith(("no ", "any ", "every "))

    def mentions(self) -> tuple[int, ...]:
        """The indexes of all its mentions, sorted."""
        return tuple(sorted([r.index for r in self.readings] + [index for index, _ in self.others]))

    def best_name(self) -> str:
        """The fullest frequent name; the label where there is none."""
        return best_name(self) if self.readings else self.label

    def absorb(self, other: Group, reason: Reason) -> None:
        """Takes over the mentions of ``other``."""
        self.readings = sorted([*self.readings, *other.readings], key=lambda reading: reading.start)
        self.others = sorted([*self.others, *other.others], key=lambda pair: pair[1])
        self.reasons += [*other.reasons, reason]


def sex_of(roles: Iterable[str], givens: Iterable[str]) -> Sex | None:
    """What folded role words, then given names tell about the sex; None where nothing does.

    >>> sex_of(["spokeswoman"], []), sex_of(["expert"], ["boris"]), sex_of([], [])
    ('female', 'male', None)
    """
    table = title_words().sexes
    told = [table[word] for word in sorted(roles) if word in table]
    if told and len(set(told)) == 1:
        return told[0]
    for given in givens:
        sex = sex_of_given(given)
        if sex is not None:
            return sex
    return None


def best_name(group: Group) -> str:
    """The name a reader should see: of the longest kind of name, the most frequent, then the first."""
    if group.kind == "person":
        return _best_person(group)
    counts = Counter(reading.text for reading in group.readings)
    first = {reading.text: -reading.start for reading in reversed(group.readings)}

    def rank(text: str) -> tuple[int, int, int]:
        return int(len(text.split()) > 1 or not text.isupper()), counts[text], first[text]

    return max(counts, key=rank)


def _best_person(group: Group) -> str:
    keys = group.keys
    counts = Counter(reading.name.full for reading in group.readings if reading.name.full)
    first = {reading.name.full: -reading.start for reading in reversed(group.readings)}
    parts = {reading.name.full: reading.name for reading in group.readings}

    def rank(full: str) -> tuple[bool, int, int, int]:
        name = parts[full]
        spelled = any(len(word.strip(".")) > 1 for word in name.given)
        return spelled, keys[name.key], counts[full], first[full]

    if not counts:
        return group.readings[0].text
    best = max(counts, key=rank)
    return best if parts[best].given else _titled(group, best)


def _titled(group: Group, bare: str) -> str:
    """A surname that stands alone in the article, with its rank or office where one is told."""
    titled = Counter(" ".join((*r.titles, bare)) for r in group.readings if r.titles and r.name.full == bare)
    return max(titled, key=lambda name: titled[name]) if titled else bare
