"""Which events of different articles are one happening: CoNLL F1 on ECB+, the lemma baseline beside it.

    PYTHONPATH=. python benchmarks/same_events.py ECBPLUS_FOLDER [--topics 31-35] [--kept FOLDER]

All articles are read as one case; nobody tells the program their topics. Mentions are our own: what the
survey takes for a happening is a mention of the key where its word is one of the mention's words. Only the
sentences that the set lists count. In them, ours that the key lacks count against us; events told once count
on both sides. Beside it the same for the claims' events alone, and with the key's mentions given. In the
baselines mentions of one lemma are one event: in one topic, or anywhere.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from chain_metrics import METRICS, conll
from ecb_plus import Marked, Reported, read_ledger, read_topics

from rashomon.ledger import Ledger, LedgerArticle, LedgerClaim, LedgerEvent
from rashomon.records import Span
from rashomon.survey.happenings import Happening, find_happenings
from rashomon.survey.same_events import group_happenings
from rashomon.survey.stories import find_stories

Groups = Sequence[Sequence[Happening]]
Grouping = Callable[[Ledger], Groups]


@dataclass(frozen=True)
class Aligned:
    """Our mentions in the sentences that count, beside the key's."""

    names: Mapping[Happening, Hashable]
    """What each of ours is called in scoring: the key's mention that it is, else a name of its own."""
    key: Mapping[Hashable, str]
    """The event of each mention of the key."""

    def without_others(self, *, events: bool, given: bool) -> Aligned:
        """Only the claims' events, only mentions of the key."""
        kept = {
            one: name
            for one, name in self.names.items()
            if (one.event is not None or not events) and (name in self.key or not given)
        }
        return Aligned(kept, self.key)


def all_happenings(ledger: Ledger) -> tuple[Happening, ...]:
    """Every mention that the survey compares."""
    return find_happenings(ledger, find_stories(ledger.articles))


def align(told: Sequence[Happening], reported: Sequence[Reported]) -> Aligned:
    """Our mentions as those of the key, where they are such."""
    names: dict[Happening, Hashable] = {}
    key: dict[Hashable, str] = {}
    by_article: dict[str, list[Happening]] = defaultdict(list)
    for happening in told:
        by_article[happening.article].append(happening)
    for one in reported:
        key.update({(one.name, mark.words): mark.event for mark in one.marked})
        inside = [h for h in by_article[one.name] if any(s.contains(h.span) for s in one.picked)]
        taken = pair_up([happening.span for happening in inside], one.marked)
        for happening in inside:
            mark = taken.get(happening.span)
            names[happening] = (one.name, mark.words) if mark else ("ours", one.name, happening.span)
    return Aligned(names, key)


def pair_up(spans: Sequence[Span], marked: Sequence[Marked]) -> dict[Span, Marked]:
    """For each mention of the key the last of our spans that has one of its words; short mentions first."""
    found: dict[Span, Marked] = {}
    for mark in sorted(marked, key=lambda one: (len(one.words), one.words)):
        within = [s for s in spans if s not in found and any(s.overlaps(word) for word in mark.words)]
        if within:
            found[within[-1]] = mark
    return found


def with_given(ledger: Ledger, reported: Sequence[Reported]) -> Ledger:
    """The ledger with bare events added for the mentions of the key that the survey does not see."""
    seen: dict[str, list[Span]] = defaultdict(list)
    for happening in all_happenings(ledger):
        seen[happening.article].append(happening.span)
    by_name = {one.name: one for one in reported}
    articles = [_given(article, by_name[article.name], seen[article.name]) for article in ledger.articles]
    return Ledger(articles=tuple(articles), actors=ledger.actors)


def _given(article: LedgerArticle, one: Reported, seen: Sequence[Span]) -> LedgerArticle:
    taken = set(pair_up(seen, one.marked).values())
    number = 1 + max((event.number for claim in article.claims for event in claim.events), default=-1)
    homes: dict[int, list[LedgerEvent]] = defaultdict(list)
    for place, mark in enumerate(mark for mark in one.marked if mark not in taken):
        event = _bare(number + place, mark.words[-1], article.text)
        homes[_home(article.claims, event.span)].append(event)
    claims = [
        replace(claim, events=(*claim.events, *homes.get(place, ())))
        for place, claim in enumerate(article.claims)
    ]
    return replace(article, claims=tuple(claims))


def _home(claims: Sequence[LedgerClaim], span: Span) -> int:
    """The claim that holds a word most closely; else the one nearest to it."""
    return min(
        range(len(claims)),
        key=lambda place: (
            max(claims[place].span.start - span.start, span.end - claims[place].span.end, 0),
            len(claims[place].span),
        ),
    )


def _bare(number: int, span: Span, text: str) -> LedgerEvent:
    return LedgerEvent(
        number=number,
        span=span,
        text=span.of(text),
        lemma=span.of(text).casefold(),
        factuality=0.0,
        polarity="positive",
        certainty="unspecified",
        mode="actual",
    )


def by_lemma(part: Callable[[str], str]) -> Grouping:
    """Mentions of one lemma are one event, as far as ``part`` of their articles' names is one."""

    def grouping(ledger: Ledger) -> Groups:
        groups: dict[tuple[str, str], list[Happening]] = defaultdict(list)
        for one in all_happenings(ledger):
            groups[part(one.article), one.stem].append(one)
        return list(groups.values())

    return grouping


WAYS: dict[str, Grouping] = {
    "the program": group_happenings,
    "same lemma in one topic": by_lemma(lambda name: name.split("/")[0]),
    "same lemma anywhere": by_lemma(lambda name: ""),
}


def clusters(groups: Groups, aligned: Aligned) -> list[frozenset[Hashable]]:
    """Groups of our mentions by the names of scoring; those in no group stand alone."""
    found = [frozenset(aligned.names[one] for one in group if one in aligned.names) for group in groups]
    met: frozenset[Hashable] = frozenset().union(*found)
    return [one for one in found if one] + [frozenset([n]) for n in aligned.names.values() if n not in met]


def show(title: str, groups: Mapping[str, Groups], aligned: Aligned) -> None:
    """Prints how many mentions are found, and the figures of every way."""
    right, ours = sum(name in aligned.key for name in aligned.names.values()), len(aligned.names)
    recall = right / len(aligned.key)
    print(f"{title}: mentions P {100 * right / ours:.1f} R {100 * recall:.1f} of {len(aligned.key)}")
    events: dict[str, set[Hashable]] = defaultdict(set)
    for mention, event in aligned.key.items():
        events[event].add(mention)
    key = [frozenset(mentions) for mentions in events.values()]
    for way, grouped in groups.items():
        found = clusters(grouped, aligned)
        scores = {metric: count(key, found) for metric, count in METRICS.items()}
        for metric, counts in scores.items():
            figures = "P {:.1f} R {:.1f} F1 {:.1f}".format(*(100 * x for x in counts.scores))
            print(f"{title}, {way}: {metric} {figures}")
        print(f"{title}, {way}: CoNLL F1 {100 * conll(scores):.1f}")


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("ecbplus", type=Path, help="the folder with ECB+/ and the list of sentences")
    parser.add_argument("--topics", default="31-35", help="first and last; those to learn from are 1-30")
    parser.add_argument("--kept", type=Path, help="where what was read is kept for the next time")
    options = parser.parse_args()
    first, last = map(int, options.topics.split("-"))
    reported = read_topics(options.ecbplus, range(first, last + 1))
    kept = options.kept / f"topics-{options.topics}.pickle" if options.kept else None
    ledger = read_ledger(reported, kept)
    title = f"ECB+ {options.topics}"
    groups = {way: grouping(ledger) for way, grouping in WAYS.items()}
    aligned = align(all_happenings(ledger), reported)
    show(f"{title}, own mentions", groups, aligned)
    show(f"{title}, events of claims alone", groups, aligned.without_others(events=True, given=False))
    given = with_given(ledger, reported)
    groups = {way: grouping(given) for way, grouping in WAYS.items()}
    aligned = align(all_happenings(given), reported).without_others(events=False, given=True)
    show(f"{title}, mentions given", groups, aligned)


if __name__ == "__main__":
    main()
