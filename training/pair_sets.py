"""The sets of pairs: texts of two makers and what they are to each other.

Held out of training are whole claims (Perspectrum's own dev part), articles and whole stories (FNC-1), topics
(ClaimDiff, ECB+). No text of any set leaves this folder's caller.
"""

from __future__ import annotations

import csv
import functools
import hashlib
import itertools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from rashomon.analyse.sentences import split_sentences
from rashomon.text import split_words
from training.corpora import detokenize

STANCES = ("agree", "disagree", "discuss", "unrelated")
NEAREST = 3
"""Sentences of an article that are laid beside a headline, with the first one and one that denies."""

DENIES = re.compile(
    r"\b(?:not|never|no|den(?:y|ied|ies)|refut|dismiss|false|fake|hoax|debunk|untrue|rumou?r|fabricat|baseless)|n['’]t\b",
    re.I,
)


@dataclass(frozen=True)
class Debate:
    """A claim of Perspectrum and what is said for and against it."""

    claim: str
    perspectives: tuple[tuple[str, int, int], ...]
    """Text, cluster (alike where two say the same), 1 where it supports and 0 where it undermines."""


@dataclass(frozen=True)
class Headline:
    """A headline and the sentences of an article that come nearest to it."""

    headline: str
    sentences: tuple[str, ...]
    stance: int
    """Index into `STANCES`."""
    story: str
    """The articles and headlines that are about one thing."""


@dataclass(frozen=True)
class Judged:
    """Two sentences on one topic, and whether one strengthens or weakens the other."""

    a: str
    b: str
    strengthens: int
    weakens: int


@dataclass(frozen=True)
class Reported:
    """Sentences on one topic, each with the events that it tells of."""

    sentences: tuple[tuple[str, frozenset[str]], ...]


def chosen(key: str, every: int) -> bool:
    """Whether ``key`` is one in ``every``, always alike."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % every == 0


def read_debates(folder: Path, part: str) -> list[Debate]:
    """Perspectrum (Chen et al. 2019), ``part`` being "train" or "dev"."""
    pool = json.loads((folder / "perspective_pool_v1.0.json").read_text(encoding="utf-8"))
    texts = {entry["pId"]: entry["text"].strip() for entry in pool}
    debates = []
    for claim in json.loads((folder / "claims.json").read_text(encoding="utf-8")):
        if claim["split"] == part:
            found = [
                (texts[key], number, int(cluster["stance_label_3"] == "SUPPORT"))
                for number, cluster in enumerate(claim["perspectives"])
                for key in cluster["pids"]
            ]
            debates.append(Debate(claim["text"].strip(), tuple(found)))
    return debates


def read_headlines(folder: Path) -> list[Headline]:
    """FNC-1 (Pomerleau & Rao 2017): headlines against articles."""
    csv.field_size_limit(10**9)
    bodies = {row["Body ID"]: row["articleBody"] for row in _rows(folder / "bodies.csv")}
    rows = [row for row in _rows(folder / "stances.csv") if row["Body ID"] in bodies]
    stories = _stories(rows)
    cut = {key: [span.of(body) for span in split_sentences(body)] for key, body in bodies.items()}
    common = Counter(word for sentences in cut.values() for s in sentences for word in _stems(s))
    return [
        Headline(
            row["Headline"].strip(),
            tuple(nearest(row["Headline"], cut[row["Body ID"]], common)),
            STANCES.index(row["Stance"]),
            f"{stories[row['Body ID']]}/{row['Body ID']}",
        )
        for row in rows
    ]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _stories(rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """For every article the least of those that share a headline with it, over any number of steps."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    for row in rows:
        body, headline = top("0" + row["Body ID"]), "1" + row["Headline"]
        if row["Stance"] != "unrelated":
            low, high = sorted((body, top(headline)))
            parent[high] = low
    return {row["Body ID"]: top("0" + row["Body ID"])[1:] for row in rows}


def nearest(headline: str, sentences: Sequence[str], common: Counter[str]) -> list[str]:
    """The first sentence, the `NEAREST` by rare words shared, and the nearest that denies something."""
    wanted = _stems(headline)
    total = common.total()

    def worth(index: int) -> tuple[float, int]:
        words = _stems(sentences[index])
        shared = sum(math.log(total / (1 + common.get(word, 0))) for word in words & wanted)
        return -shared / math.sqrt(8 + len(words)), index

    order = sorted(range(1, len(sentences)), key=worth)
    picked = [0, *order[:NEAREST]]
    denying = (i for i in order[NEAREST:] if DENIES.search(sentences[i]))
    picked.extend(itertools.islice(denying, 1))
    return [sentences[i] for i in sorted(picked)] if sentences else []


@functools.lru_cache(maxsize=100_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(span.of(text).lower()[:6] for span in split_words(text) if len(span) > 2)


def is_held_out(headline: Headline) -> bool:
    """One article in five, and one story in ten altogether."""
    story, body = headline.story.split("/")
    return is_new(headline) or chosen(f"article {body}", 5) or chosen(f"story {story}", 10)


def is_new(headline: Headline) -> bool:
    """Whether nothing of its story is learnt from: one story in ten."""
    return chosen(f"story {headline.story.split('/')[0]}", 10)


def read_claimdiff(folder: Path) -> list[tuple[str, Judged]]:
    """ClaimDiff (Ko et al. 2023): (topic, pair)."""
    paths = ("ClaimDiff-S/ClaimDiff-strength-train.json", "ClaimDiff-W/ClaimDiff-weak-train.json")
    parts = [json.loads((folder / path).read_text(encoding="utf-8"))["data"] for path in paths]
    weak = {row["pair_id"]: row["relation"] for row in parts[1]}
    return [
        (r["topic"], Judged(r["claim_a"], r["claim_b"], r["relation"], weak[r["pair_id"]])) for r in parts[0]
    ]


def read_reported(folder: Path, topics: range) -> list[Reported]:
    """ECB+ (Cybulska & Vossen 2014): the sentences chosen for coreference, half a topic a record."""
    picked = {
        (row["Topic"], row["File"], row["Sentence Number"])
        for row in _rows(folder / "ECBplus_coreference_sentences.csv")
    }
    found = []
    for topic in topics:
        for half in ("ecb", "ecbplus"):
            paths = sorted((folder / "ECB+" / str(topic)).glob(f"{topic}_*{half}.xml"))
            sentences = [s for path in paths for s in _reported(path, str(topic), half, picked)]
            if sentences:
                found.append(Reported(tuple(sentences)))
    return found


def _reported(
    path: Path, topic: str, half: str, picked: set[tuple[str, str, str]]
) -> Iterator[tuple[str, frozenset[str]]]:
    tree = ElementTree.parse(path).getroot()
    tokens = {t.get("t_id"): (int(t.get("sentence", "0")), t.text or "") for t in tree.iter("token")}
    marks = tree.find("Markables")
    places: dict[str, list[int]] = {}
    for mark in marks if marks is not None else ():
        if mark.tag.startswith(("ACTION", "NEG")):
            anchors = [tokens[a.get("t_id")][0] for a in mark.iter("token_anchor")]
            places[mark.get("m_id", "")] = anchors
    events: dict[int, set[str]] = defaultdict(set)
    for relation in tree.iter("CROSS_DOC_COREF"):
        for source in relation.iter("source"):
            for sentence in places.get(source.get("m_id", ""), [])[:1]:
                events[sentence].add(relation.get("note", ""))
    number = path.stem.split("_")[1]
    for sentence, group in itertools.groupby(tokens.values(), key=lambda token: token[0]):
        text, _ = detokenize([re.sub(r"^''$", '"', word) for _, word in group if word])
        if (topic, number, str(sentence)) in picked and len(text) > 20 and not text.startswith("http"):
            yield text, frozenset(events[sentence])
