"""What the heads tell apart, and which samples teach and which measure them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from training.corpora import read_gum, read_newswire, read_polnear, read_re3d
from training.judgements import (
    FACTUALITY,
    Sentence,
    join,
    judged_in_trees,
    read_factuality,
    read_negation,
    read_plover,
    read_sentiment,
)
from training.marked_articles import marked_articles
from training.samples import Sample
from training.treebanks import onto_phrases, read_trees

TREES_TOGETHER = 4
"""Short documents of the treebank read as one text."""

KINDS: dict[str, list[str]] = {
    "roles": ["source", "cue", "content"],
    "names": [
        "Person",
        "Location",
        "Organization",
        "NORP",
        "Date",
        "Misc",
        "Money",
        "Facility",
        "Product",
    ],
    "nominals": ["person", "group", "organisation", "place"],
    "military": [
        "Organisation",
        "Location",
        "Person",
        "Temporal",
        "Nationality",
        "Quantity",
        "Weapon",
        "MilitaryPlatform",
        "Vehicle",
        "DocumentReference",
        "Money",
    ],
}
"""Kinds of each tagging head, in the order of their labels. Append heads; never reorder."""

DEEP_KINDS: dict[str, list[str]] = {
    "negation": ["cue", "affix"],
    "scope": ["scope"],
}
"""Kinds of the tagging heads that only the second reading has."""
ALL_KINDS = {**KINDS, **DEEP_KINDS}
"""Kinds of the second reading's tagging heads."""
FOLDS, HELD_OUT = 5, 2
"""PLV's training part is all there is of it here: every fifth sentence is kept back to measure on."""
NEUTRAL = 2
"""Of the pairs without sentiment, every so-manieth is learnt from: they are two thirds of the set."""

WEIGHTS = {"roles": 1.0, "names": 1.0, "nominals": 1.0, "military": 1.0, "pair": 0.5}


def training_sets(data: Path) -> dict[str, list[Sample]]:
    """Every set's samples to learn from, without the held-out ones."""
    return {
        "polnear": read_polnear(data / "polnear" / "train"),
        "newswire": _split(read_newswire(data / "ner_worldwide_newswire"), 10, held_out=False),
        "gum": [s for s in read_gum(data / "gum") if s.name not in gum_dev_names(data)],
        "re3d": _split(read_re3d(data / "re3d"), 8, held_out=False),
        "marked": _split(marked_articles(), 8, held_out=False),
    }


def dev_sets(data: Path) -> dict[str, list[Sample]]:
    """The held-out samples: PolNeAR's and GUM's dev parts, every 10th newswire file, 8th of re3d and ours."""
    return {
        "polnear": read_polnear(data / "polnear" / "dev"),
        "newswire": _split(read_newswire(data / "ner_worldwide_newswire"), 10, held_out=True),
        "gum": [s for s in read_gum(data / "gum") if s.name in gum_dev_names(data)],
        "re3d": _split(read_re3d(data / "re3d"), 8, held_out=True),
        "marked": _split(marked_articles(), 8, held_out=True),
    }


def deep_training_sets(data: Path) -> dict[str, list[Sample]]:
    """What the second reading learns from: trees, chains and judgements."""
    gum_dev = gum_dev_names(data)
    gum = [sample for sample in read_gum(data / "gum") if sample.name not in gum_dev]
    sets = {"gum": with_trees(data, gum)}
    trees = read_trees(data / "ud_english_ewt" / "en_ewt-ud-train.conllu", TREES_TOGETHER)
    judged, left = judged_in_trees(data / FACTUALITY / "UDS_IH2" / "train.jsonl", trees)
    sets["ewt"] = [Sample(t.name, t.text, tree=t, judged=judged.get(t.name)) for t in trees]
    folder = data / FACTUALITY
    paths = [folder / "CB/CB/train.jsonl", folder / "MV2/mv2/train.jsonl", folder / "MEANTIME/train.jsonl"]
    sure = left + [s for path in paths for s in read_factuality(path)]
    sets["sure"] = join("sure", sure, ["judged"])
    denied = read_negation(data / "negation_cdsco" / "training" / "sherlock_train.txt")
    sets["negation"] = join("negation", denied, ["negation"])
    felt = read_sentiment(data / "directed_sentiment" / "train.txt")
    felt = [s for i, s in enumerate(felt) if s.related[0].label or i % NEUTRAL == 0]
    sets["sentiment"] = join("sentiment", felt, ["related"])
    sets["plover"] = join("plover", coded_sentences(data, held_out=False), ["related"])
    return sets


def coded_sentences(data: Path, *, held_out: bool) -> list[Sentence]:
    """PLV's sentences: every fifth where ``held_out``, else the others."""
    coded = read_plover(data / "plover_zsp_plv" / "datasets" / "PLV_train.tsv")
    return [s for i, s in enumerate(coded) if (i % FOLDS == HELD_OUT) == held_out]


def fresh_sentiment(data: Path) -> list[Sentence]:
    """The valid part of directed sentiment without what repeats its train part."""
    folder = data / "directed_sentiment"
    known = {sentence.text for sentence in read_sentiment(folder / "train.txt")}
    return [s for s in read_sentiment(folder / "valid.txt") if s.text not in known]


def with_trees(data: Path, samples: Sequence[Sample]) -> list[Sample]:
    """GUM's samples with their trees, and with their mentions where OntoGUM has chains of them."""
    found = []
    for sample in samples:
        (tree,) = read_trees(data / "gum" / "dep" / f"{sample.name}.conllu")
        chains = data / "gum" / "coref" / "ontogum" / "conllu" / f"{sample.name}.conllu"
        phrases = tuple(onto_phrases(tree, read_trees(chains)[0])) if chains.exists() else None
        found.append(Sample(sample.name, tree.text, tree=tree, phrases=phrases))
    return found


def _split(samples: Sequence[Sample], every: int, *, held_out: bool) -> list[Sample]:
    return [s for i, s in enumerate(samples) if (i % every == every // 2) == held_out]


def gum_dev_names(data: Path) -> set[str]:
    """The names of GUM's dev documents as its own splits.md lists them."""
    text = (data / "gum" / "splits.md").read_text(encoding="utf-8")
    dev = re.split(r"^#+ *", text, flags=re.M)
    part = next(p for p in dev if p.lower().startswith("dev"))
    return set(re.findall(r"GUM_\w+", part))
