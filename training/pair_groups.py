"""What the pair net learns from: groups of texts, and what their pairs are to each other."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from rashomon.analyse.sentences import split_sentences
from rashomon.nets.reader import Reader, open_reader
from rashomon.records import Span
from training.corpora import read_newswire, read_polnear
from training.families import (
    KINDS,
    OUTCOMES,
    Family,
    ForecastFamily,
    Stated,
    read_families,
    read_forecasts,
)
from training.pair_made import Parsed, denied, make
from training.pair_sets import (
    STANCES,
    Debate,
    Reported,
    chosen,
    is_held_out,
    read_claimdiff,
    read_debates,
    read_headlines,
    read_reported,
)

SAME, OPPOSED, ABOUT, OTHER = 1, 2, 4, 8
"""Answers that are right for a pair, as bits: a set may leave open which of two it is."""
RELATIONS = {"same": SAME, "opposed": OPPOSED, "about": ABOUT, "other": OTHER}
UNRELATED = ABOUT | OTHER
NOT_SAME = OPPOSED | UNRELATED
PAIRS = 28
PERSPECTIVES = 14
"""Of one debate, at most so many pairs and texts are learnt from at a time."""
MADE = {"perspectrum": 3500, "newswire": 2500, "polnear": 2500, "ecbplus": 700}
"""How many sentences of each set are changed by rule."""
_NAMED = ("Person", "Location", "Organization")
WHOLE = 0.3
"""How often a line of a family is read as its whole sentence, not as the claim in it alone."""
OF_FAMILY = {"same": 10, "opposed": 10, "about": 4, "other": 8}
"""Of one family of `USUAL` lines at most so many pairs are learnt from at a time; of a larger one more."""
USUAL = 14
HELD_FAMILIES = 12
"""One family in so many is kept back to measure on."""


@dataclass
class Group:
    """Texts that are read together, and labels of pairs of them by index."""

    texts: list[str]
    pairs: dict[str, list[tuple[int, int, int]]] = field(default_factory=dict)
    """task -> (first, second, label); the labels of "claim" are bits."""
    stance: int = -1
    """The first text is a headline, the others are sentences of an article: their stance together."""
    near: list[tuple[int, int, int]] = field(default_factory=list)
    """Whether two texts belong together (same or opposed), where that is known."""


@dataclass(frozen=True)
class Base:
    """A sentence to change by rule, others that say the same, and one beside it that does not."""

    text: str
    alike: tuple[str, ...]
    beside: str


def debate_group(debate: Debate, chance: random.Random) -> Group:
    """Perspectives of one claim, the claim first."""
    said = debate.perspectives
    if len(said) > PERSPECTIVES:
        start = chance.randrange(len(said))
        debate = replace(debate, perspectives=tuple((said + said)[start : start + PERSPECTIVES]))
    group = Group([debate.claim, *(text for text, _, _ in debate.perspectives)])
    pairs = list(itertools.combinations(range(len(debate.perspectives)), 2))
    alike = [p for p in pairs if debate.perspectives[p[0]][1] == debate.perspectives[p[1]][1]]
    apart = sorted(set(pairs) - set(alike))
    alike = chance.sample(alike, min(len(alike), PAIRS // 2))
    apart = chance.sample(apart, min(len(apart), PAIRS - len(alike)))
    same = [(a + 1, b + 1, 1) for a, b in alike]
    other = [(a + 1, b + 1, 0) for a, b in apart]
    group.pairs["perspective"] = same + other
    sides = [supports for _, _, supports in debate.perspectives]
    claims = [(a, b, SAME) for a, b, _ in same]
    claims += [(a, b, UNRELATED if sides[a - 1] == sides[b - 1] else NOT_SAME) for a, b, _ in other]
    claims += [(0, i, NOT_SAME) for i, supports in enumerate(sides, 1) if not supports]
    group.pairs["claim"] = claims
    group.pairs["stance"] = [(0, i, supports) for i, supports in enumerate(sides, 1)]
    group.near = same + other
    return group


def family_group(family: Family, strangers: Sequence[Family], chance: random.Random) -> Group:
    """The lines of a family, and two of other ones; the pairs of each relation in their share."""
    read = [line.sentence if chance.random() < WHOLE else line.content for line in family.told]
    group = Group([one.text for one in read], {"claim": [], "kind": []})
    pairs: dict[str, list[tuple[int, int]]] = {name: [] for name in OF_FAMILY}
    for a, b in itertools.combinations(range(len(read)), 2):
        pairs[read[a].relation(read[b])].append((a, b))
    share = max(1.0, len(read) / USUAL)
    for name, most in OF_FAMILY.items():
        for a, b in chance.sample(pairs[name], min(round(most * share), len(pairs[name]))):
            group.pairs["claim"].append((a, b, RELATIONS[name]))
            group.near.append((a, b, int(name != "other")))
            if name == "opposed":
                group.pairs["kind"].append((a, b, KINDS.index(_kind(read[a], read[b]))))
    for stranger in chance.sample(strangers, 2):
        group.texts.append(chance.choice(stranger.told).content.text)
        group.pairs["claim"].append((chance.randrange(len(read)), len(group.texts) - 1, OTHER))
    return group


def _kind(one: Stated, other: Stated) -> str:
    """On what two positions differ: one of them may say that it is not what the others differ on.

    That is the one of the higher position: the first gives the proposition its kind.
    """
    return max(one, other, key=lambda stated: stated.position).kind


def forecast_group(
    family: ForecastFamily, strangers: Sequence[ForecastFamily], chance: random.Random
) -> Group:
    """A forecast in two wordings, and what later claims, two of them of other families, make of it."""
    said = chance.sample(family.forecasts, min(2, len(family.forecasts)))
    texts, group = [*said, *(text for text, _ in family.later)], Group([], {"outcome": [], "claim": []})
    texts += [chance.choice(stranger.later)[0] for stranger in chance.sample(strangers, 2)]
    outcomes = [*(OUTCOMES.index(outcome) for _, outcome in family.later), 0, 0]
    group.texts = texts
    for place, outcome in enumerate(outcomes, len(said)):
        group.pairs["outcome"].append((chance.randrange(len(said)), place, outcome))
    group.pairs["claim"] = [(a, b, SAME) for a, b in itertools.combinations(range(len(said)), 2)]
    return group


def forecasts(*, held_out: bool) -> list[ForecastFamily]:
    """The families of forecasts to learn from, or those kept back."""
    return [one for one in read_forecasts() if chosen(one.title, HELD_FAMILIES) == held_out]


def families(*, held_out: bool) -> list[Family]:
    """The families to learn from, or those kept back."""
    return [family for family in read_families() if chosen(family.title, HELD_FAMILIES) == held_out]


def reported_group(reported: Reported, chance: random.Random) -> Group:
    """Six sentences of one topic: those that tell of the same events, and those that share none."""
    first, events = chance.choice(reported.sentences)
    nearest = sorted(reported.sentences, key=lambda s: (-len(s[1] & events), s[0]))
    some = [first] + [text for text, _ in nearest[:12] if text != first]
    picked = chance.sample(some[1:], min(3, len(some) - 1)) + [
        text for text, _ in chance.sample(reported.sentences, min(2, len(reported.sentences)))
    ]
    texts = list(dict.fromkeys([first, *picked]))
    of = dict(reported.sentences)
    group = Group(texts, {"claim": []})
    for a, b in itertools.combinations(range(len(texts)), 2):
        x, y = of[texts[a]], of[texts[b]]
        if len(x & y) >= 2 and len(x & y) / len(x | y) >= 0.6:
            group.pairs["claim"].append((a, b, SAME))
            group.near.append((a, b, 1))
        elif x and y and not x & y:
            group.pairs["claim"].append((a, b, NOT_SAME))
            group.near.append((a, b, 0))
    return group


def made_group(
    base: Base, reader: Reader, names: dict[str, list[str]], chance: random.Random
) -> Group | None:
    """A sentence and what rules make of it; None where they make nothing."""
    made = make(parsed(reader, base.text), names, chance)
    denied_alike = [text for a in base.alike[:2] if (text := denied(parsed(reader, a)))]
    plain = [base.text, *made["same"], *base.alike[:2]]
    against = [*made["denied"], *denied_alike]
    texts = [*plain, *against, *made["changed"], *made["other"], base.beside]
    if len(texts) <= 2:
        return None
    group = Group(texts)
    place = {"plain": range(len(plain)), "against": range(len(plain), len(plain) + len(against))}
    start = len(plain) + len(against)
    changed = range(start, start + len(made["changed"]))
    other = range(changed.stop, len(texts) - 1)
    claims = [(a, b, SAME) for part in place.values() for a, b in itertools.combinations(part, 2)]
    claims += [(a, b, OPPOSED) for a in place["plain"] for b in place["against"]]
    claims += [(0, b, OPPOSED) for b in changed]
    claims += [(0, b, NOT_SAME) for b in other]
    last = len(texts) - 1
    claims += [(a, last, UNRELATED) for a in (0, *place["against"], *changed)]
    group.pairs["claim"] = claims
    group.near = [(a, b, 0 if bits & UNRELATED else 1) for a, b, bits in claims if bits != NOT_SAME]
    return group


def parsed(reader: Reader, text: str) -> Parsed:
    """The sentence with the tree and the names that the shipped reader finds."""
    reading = reader.read(text, (Span(0, len(text)),))
    names = [m for m in reading.mentions if m.form == "name" and m.label in _NAMED]
    return Parsed(text, reading.tokens, tuple((m.span.start, m.span.end, m.label) for m in names))


def bases(data: Path, *, held_out: bool) -> Iterator[Base]:
    """The sentences to be changed, always the same ones."""
    chance = random.Random("bases")
    part = "dev" if held_out else "train"
    found: dict[str, list[Base]] = {name: [] for name in MADE}
    for debate in read_debates(data / "perspectrum", part):
        clusters: dict[int, list[str]] = {}
        for text, cluster, _ in debate.perspectives:
            clusters.setdefault(cluster, []).append(text)
        for number, texts in clusters.items():
            others = [t for k, ts in clusters.items() if k != number for t in ts]
            if others:
                found["perspectrum"].append(Base(texts[0], tuple(texts[1:]), chance.choice(others)))
    for name, samples in (
        ("newswire", read_newswire(data / "ner_worldwide_newswire")),
        ("polnear", read_polnear(data / "polnear" / "train")),
    ):
        for sample in samples:
            if chosen(sample.name, 10) == held_out:
                found[name].extend(_beside([s.of(sample.text) for s in split_sentences(sample.text)]))
    for reported in read_reported(data / "ecbplus", range(31, 36) if held_out else range(1, 31)):
        found["ecbplus"].extend(_beside([text for text, _ in reported.sentences]))
    for name, some in found.items():
        yield from chance.sample(some, min(len(some), MADE[name] // (10 if held_out else 1)))


def _beside(sentences: Sequence[str]) -> Iterator[Base]:
    for text, following in itertools.pairwise(sentences):
        if all(40 <= len(s) <= 140 and "http" not in s and "\n" not in s for s in (text, following)):
            yield Base(text, (), following)


def made_groups(data: Path, kept: Path, *, held_out: bool) -> list[Group]:
    """All sentences changed by rule; kept in a file, since trees take minutes."""
    if not kept.exists():
        reader, chance = open_reader(), random.Random("made")
        chosen_bases = list(bases(data, held_out=held_out))
        names: dict[str, list[str]] = {kind: [] for kind in _NAMED}
        for base in chosen_bases[:: max(1, len(chosen_bases) // 1500)]:
            s = parsed(reader, base.text)
            for start, end, kind in s.names:
                names[kind].append(s.text[start:end])
        names = {kind: sorted(set(some)) for kind, some in names.items()}
        groups = [g for base in chosen_bases if (g := made_group(base, reader, names, chance))]
        chance.shuffle(groups)
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps([(g.texts, g.pairs, g.near) for g in groups]), encoding="utf-8")
    rows = json.loads(kept.read_text(encoding="utf-8"))
    return [Group(texts, pairs, near=near) for texts, pairs, near in rows]


def dev_groups(data: Path, run: Path) -> dict[str, list[Group]]:
    """Held-out groups whose pairs have a "claim" to be right or wrong about."""
    chance = random.Random("dev")
    reports = read_reported(data / "ecbplus", range(31, 36))
    held = families(held_out=True)
    return {
        "family": [family_group(f, [o for o in held if o != f], chance) for f in held for _ in range(2)],
        "perspectrum": [debate_group(d, chance) for d in read_debates(data / "perspectrum", "dev")],
        "ecbplus": [reported_group(r, chance) for r in reports for _ in range(4)],
        "made": made_groups(data, run / "made_dev.json", held_out=True),
    }


def training_groups(data: Path, run: Path) -> dict[str, list[Group]]:
    """The fixed groups by set; debates and reports are drawn anew each time, see `drawn`."""
    headlines = [h for h in read_headlines(data / "fnc1") if not is_held_out(h)]
    related = [h for h in headlines if STANCES[h.stance] != "unrelated"]
    unrelated = [h for h in headlines if STANCES[h.stance] == "unrelated"]
    unrelated = random.Random("unrelated").sample(unrelated, len(related) // 2)
    pairs = [pair for topic, pair in read_claimdiff(data / "claimdiff") if not chosen(topic, 5)]
    return {
        "made": made_groups(data, run / "made.json", held_out=False),
        "headline": [Group([h.headline, *h.sentences], stance=h.stance) for h in related + unrelated],
        "claimdiff": [
            Group([p.a, p.b], {"strengthens": [(0, 1, p.strengthens)], "weakens": [(0, 1, p.weakens)]})
            for p in pairs
        ],
    }
