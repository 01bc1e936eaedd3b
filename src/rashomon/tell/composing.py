"""Rows of the ledger into the parts of a brief."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rashomon.names.folding import fold
from rashomon.store.rows import ActorRow, ArticleRow, PassageRow
from rashomon.store.store import Store
from rashomon.tell.brief import LEAST_SURE, Brief, Entry, Group, Person, Section, Speaker
from rashomon.tell.drawing import draw_case
from rashomon.tell.gathering import Best, Gathered, Voice, gather, is_somebody, spread
from rashomon.tell.lighting import light_articles
from rashomon.tell.listing import leading_sections
from rashomon.tell.shelf import Shelf
from rashomon.tell.sides import side_section
from rashomon.tell.wording import label_articles, merge_reasons, plain

# A brief of a thousand articles must stay a brief: what is not shown is counted.
ENTRIES = 60
SPEAKERS = 30
PEOPLE = 40
_REASONS = 5
_GAPS = 12


@dataclass(frozen=True)
class _Sizes:
    """How much is shown of each speaker and of each article's own voice."""

    per_voice: int
    per_article: int
    own_articles: int

    @classmethod
    def for_case(cls, articles: int) -> _Sizes:
        if articles <= 12:
            return cls(per_voice=30, per_article=8, own_articles=articles)
        if articles <= 60:
            return cls(per_voice=15, per_article=4, own_articles=articles)
        return cls(per_voice=8, per_article=3, own_articles=40)


def compose(store: Store, skipped: Sequence[tuple[str, str]]) -> Brief:
    """The brief of the whole case, its words not yet checked."""
    articles = store.articles()
    labels = label_articles([row.article for row in articles])
    sizes = _Sizes.for_case(len(articles))
    gathered = gather(store, labels, per_voice=sizes.per_voice, per_article=sizes.per_article)
    actors = [actor for actor in store.actors() if is_somebody(actor)]
    by_kind = spread(gathered.voices)
    case = store.path.name
    sides, unsure = side_section(store, labels, actors)
    gathered.counts["unsure stances"] = unsure
    leading = leading_sections(store, Shelf(store, labels))
    taken = {section.key for section in leading}
    rest = _sections(gathered, by_kind, articles, labels, sizes, actors)
    sections = tuple(
        [*leading, *([sides] if sides else []), *(section for section in rest if section.key not in taken)]
    )
    named = by_kind["named"]
    brief = Brief(
        case=case,
        facts=tuple(_facts(articles, gathered.counts, by_kind)),
        entries=tuple(entry_of(row, labels) for row in articles[:ENTRIES]),
        entries_more=max(0, len(articles) - ENTRIES),
        subjects=tuple(plain(actor.name) for actor in gathered.subjects),
        speakers=tuple(_speaker(voice, gathered) for voice in named[:SPEAKERS]),
        speakers_more=max(0, len(named) - SPEAKERS),
        sections=sections,
        leading=len(leading),
        pictures=tuple(draw_case(store)) if leading else (),
        people=tuple(_people(actors, labels)),
        people_more=max(0, len(actors) - PEOPLE),
        left_out=tuple(_left_out(store.passages(), labels, skipped, gathered.counts)),
        trust=_TRUST,
    )
    return light_articles(store, brief, {row.article: entry_of(row, labels) for row in articles})


_ON_CHANCE = (
    "A chance is given where words or a number state one: what half of the people who were asked mean by "
    "the words. What may or can be has none."
)
_TRUST = (
    "Compiled by a program, which misses claims, finds some that are none, and mistakes speakers: "
    "`rashomon selftest` prints how often, step by step, on a sample case with a known answer.",
    "It says who claims what; it does not say what is true. That nobody denies a claim here proves nothing.",
    "Words in “quotation marks” are the speaker's as the article quotes them; "
    "words without are the article's own. Words in (parentheses) are those by which it says that they say "
    "it.",
)


def _facts(
    articles: Sequence[ArticleRow], counts: Counter[str], by_kind: Mapping[str, Sequence[Voice]]
) -> list[str]:
    words = sum(row.words for row in articles)
    facts = [
        f"{_n(len(articles), 'article')}, {_n(words, 'word')}; {_origins(articles)}; {_dates(articles)}."
    ]
    by_name = _n(len(by_kind.get("named", ())), "named speaker")
    parts = {
        "in the articles' own voice": counts["own"],
        f"by {by_name}": counts["named"],
        "by unnamed sources": counts["unnamed"],
        "as rumours or reports without a source": counts["rumour"],
    }
    told = ", ".join(f"{count} {what}" for what, count in parts.items() if count)
    facts.append(f"{_n(counts['all'], 'claim')}" + (f": {told}." if told else "."))
    facts.append(
        f"{counts['second-hand']} come through more than one mouth, "
        f"{counts['direct']} in the speaker's own words."
    )
    standing = {
        "denied": counts["denied"],
        "predicted": counts["predicted"],
        "under a condition": counts["conditional"],
        "wished or demanded": counts["wished"] + counts["demanded"],
        "only as likely": counts["probable"],
        "only as possible": counts["possible"],
    }
    told = ", ".join(f"{count} {what}" for what, count in standing.items() if count)
    return [*facts, *([f"Of them {told}."] if told else [])]


def _origins(articles: Sequence[ArticleRow]) -> str:
    outlets = {row.outlet for row in articles if row.outlet}
    unknown = sum(1 for row in articles if not row.outlet)
    if not outlets:
        return "no outlet is stated"
    return _n(len(outlets), "outlet") + (f", {_n(unknown, 'article')} without one stated" if unknown else "")


def _dates(articles: Sequence[ArticleRow]) -> str:
    dates = sorted(row.published for row in articles if row.published)
    if not dates:
        return "no date is stated"
    undated = len(articles) - len(dates)
    spread_ = f"from {plain(dates[0])} to {plain(dates[-1])}"
    return spread_ + (f", {undated} undated" if undated else "")


def _n(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def entry_of(row: ArticleRow, labels: Mapping[str, str]) -> Entry:
    """The article as one row of a list."""
    return Entry(
        article=row.article,
        label=labels[row.article],
        title=plain(row.title or ""),
        outlet=plain(row.outlet) if row.outlet else None,
        published=plain(row.published) if row.published else None,
        words=row.words,
        claims=row.claims,
        is_opinion=row.opinion,
    )


def _speaker(voice: Voice, gathered: Gathered) -> Speaker:
    return Speaker(
        name=voice.name,
        kind=voice.kind,
        claims=voice.best.count,
        articles=len(voice.articles),
        denied=voice.denied,
        predicted=voice.predicted,
        about=tuple(voice.about[actor.id] for actor in gathered.subjects),
        against=tuple(voice.against[actor.id] for actor in gathered.subjects),
    )


def _sections(
    gathered: Gathered,
    by_kind: Mapping[str, Sequence[Voice]],
    articles: Sequence[ArticleRow],
    labels: Mapping[str, str],
    sizes: _Sizes,
    actors: Sequence[ActorRow],
) -> list[Section]:
    spelled = {actor.id: actor for actor in actors}
    named, unnamed = by_kind.get("named", []), by_kind.get("unnamed", [])
    sections = [
        Section(
            key="named",
            title="What each speaker says",
            groups=tuple(_voice_group(voice, spelled) for voice in named[:SPEAKERS]),
            more=max(0, len(named) - SPEAKERS),
            named=False,
        ),
        Section(
            key="unnamed",
            title="What unnamed sources say",
            groups=tuple(_voice_group(voice, spelled) for voice in unnamed[:SPEAKERS]),
            more=max(0, len(unnamed) - SPEAKERS),
            named=False,
        ),
        _listed("rumours", "Rumours and reports without a source", gathered.rumours, named=False),
        _listed("denied", "Denied", gathered.denied),
        replace(
            _listed("predicted", "Predicted, and on what condition", gathered.predicted), note=_ON_CHANCE
        ),
        _listed("wished", "Wished, demanded, asked", gathered.wished),
        _own_voice(gathered, articles, labels, sizes),
    ]
    return [section for section in sections if section.groups]


def _listed(key: str, title: str, best: Best, *, named: bool = True) -> Section:
    groups = (Group(title="", lines=best.lines(), more=best.more),) if best.count else ()
    return Section(key=key, title=title, groups=groups, named=named)


def _voice_group(voice: Voice, spelled: Mapping[str, ActorRow]) -> Group:
    actor = spelled.get(voice.actor or "")
    others = (
        [plain(name.text) for name in actor.names if fold(name.text) != fold(voice.name)] if actor else []
    )
    also = f"also spelled {', '.join(others[:8])}" if others and voice.kind == "named" else ""
    return Group(
        title=voice.name,
        note=also,
        lines=voice.best.lines(),
        more=voice.best.more,
        command=f'rashomon claims --by "{voice.name}"',
    )


def _own_voice(
    gathered: Gathered, articles: Sequence[ArticleRow], labels: Mapping[str, str], sizes: _Sizes
) -> Section:
    told = [row for row in articles if row.article in gathered.own]
    shown = sorted(told, key=lambda row: (-gathered.own[row.article].count, row.article))[
        : sizes.own_articles
    ]
    groups = []
    for row in sorted(shown, key=lambda row: row.article):
        best = gathered.own[row.article]
        outlet = plain(row.outlet) if row.outlet else "outlet not stated"
        groups.append(
            Group(
                title=f"{labels[row.article]}: {plain(row.title) if row.title else outlet}",
                note="marked as the views of its author" if row.opinion else "",
                lines=best.lines(),
                more=best.more,
                command=f"rashomon claims --in {row.article}",
            )
        )
    return Section(
        key="own",
        title="What the articles say in their own voice",
        note="Of each article the sentences that name the most spoken-of actors.",
        groups=tuple(groups),
        more=len(told) - len(groups),
        named=False,
        counted="article",
    )


def _people(actors: Sequence[ActorRow], labels: Mapping[str, str]) -> list[Person]:
    # "feed#1" begins "feed#10".
    longest = dict(sorted(labels.items(), key=lambda item: -len(item[0])))
    names = {actor.id: plain(actor.name) for actor in actors}
    ranked = sorted(actors, key=lambda actor: (-actor.mentions, actor.name, actor.id))
    return [
        Person(
            name=plain(actor.name),
            kind=actor.kind,
            articles=actor.articles,
            mentions=actor.mentions,
            spellings=tuple((plain(name.text), name.count) for name in actor.names),
            ties=tuple(f"{tie.relation} {names.get(tie.actor, tie.actor)}" for tie in actor.ties),
            reasons=tuple(_labelled(reason, longest) for reason in merge_reasons(actor)[:_REASONS]),
        )
        for actor in ranked[:PEOPLE]
    ]


def _labelled(reason: str, labels: Mapping[str, str]) -> str:
    """The reason with articles called by their labels, as everywhere else in a brief."""
    for name, label in labels.items():
        if name in reason:
            reason = reason.replace(name, label)
    return reason


def _left_out(
    passages: Sequence[PassageRow],
    labels: Mapping[str, str],
    skipped: Sequence[tuple[str, str]],
    counts: Counter[str],
) -> list[str]:
    told = [f"Not read: {plain(message)}" for _, message in skipped]
    aside: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        if passage.kind in ("furniture", "credit", "disclaimer"):
            aside[passage.article].append(passage.why)
    for article, whys in list(aside.items())[:_GAPS]:
        whole = ", ".join(
            why if count == 1 else f"{why} ({count})" for why, count in Counter(map(plain, whys)).items()
        )
        told.append(f"[{labels[article]}] set aside as no part of the story: {whole}.")
    if len(aside) > _GAPS:
        rest = sum(len(whys) for whys in list(aside.values())[_GAPS:])
        told.append(f"{rest} more such passages in {len(aside) - _GAPS} more articles.")
    told += _unsure(counts)
    if counts["nobody"]:
        told.append(
            f"{counts['nobody']} claims are not shown, being nobody's, such as what “no group has said”."
        )
    if counts["fragments"]:
        told.append(f"{counts['fragments']} claims are not shown, being a word or two, such as “this”.")
    if counts["eventless"]:
        count = counts["eventless"]
        told.append(
            f"{count} reports without a source are not shown, as their words name nothing that happens."
        )
    return told


def _unsure(counts: Counter[str]) -> list[str]:
    kinds = {"claims": counts["unsure"], "stances": counts["unsure stances"]}
    found = {kind: count for kind, count in kinds.items() if count}
    if not found:
        return []
    told = " and ".join(f"{count} {kind if count > 1 else kind[:-1]}" for kind, count in found.items())
    ask = " and ".join(f"rashomon export {kind}" for kind in found)
    return [f"Less sure than {LEAST_SURE:.2g} and left out: {told}; {ask} has them, each with its score."]
