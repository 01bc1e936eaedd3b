"""Measure the pair net on held-out pairs: ``python -m training.measure_pairs DATA [--encoder FOLDER]``.

One line a figure. Every threshold is chosen on one half of the held-out topics and counted on the other.
Beside it what simpler means reach: cosines of TF-IDF vectors, and with ``--encoder`` of all-MiniLM-L6-v2's.
"""

from __future__ import annotations

import argparse
import itertools
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rashomon.nets.features import encode
from rashomon.nets.likeness import Likeness, open_likeness
from rashomon.nets.weights import FOLDER
from rashomon.nets.wordpiece import WordPiece
from rashomon.text import split_words
from training.pair_groups import (
    NOT_SAME,
    OPPOSED,
    RELATIONS,
    SAME,
    UNRELATED,
    families,
    family_group,
    made_groups,
)
from training.pair_sets import (
    DENIES,
    STANCES,
    Headline,
    chosen,
    is_held_out,
    is_new,
    read_claimdiff,
    read_debates,
    read_headlines,
)

Floats = NDArray[np.float64]
Vectors = Callable[[Sequence[str]], Floats]
"""Rows of length 1 for texts."""
Line = tuple[str, float]


def f1(guess: NDArray[np.bool_], gold: NDArray[np.bool_]) -> float:
    """Of the true class, in per cent."""
    both = int((guess & gold).sum())
    return 200 * both / max(1, int(guess.sum()) + int(gold.sum()))


def best_threshold(scores: Floats, gold: NDArray[np.bool_]) -> float:
    """From which score on a pair should count."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(gold[order])
    score = 2 * right / (np.arange(1, len(order) + 1) + gold.sum())
    return float(scores[order[int(score.argmax())]])


def crossed(scores: Floats, gold: NDArray[np.bool_], halves: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What counts by the threshold that is best on the other half."""
    found = np.zeros(len(scores), bool)
    for half in (halves, ~halves):
        found[half] = scores[half] >= best_threshold(scores[~half], gold[~half])
    return found


def average_precision(scores: Floats, gold: NDArray[np.bool_]) -> float:
    """Area under precision over recall, in per cent."""
    hits = gold[np.argsort(-scores, kind="stable")]
    return float(100 * (np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def tfidf(texts: Sequence[str]) -> Vectors:
    """Vectors of words weighted by how few of ``texts`` have them."""
    counted = Counter(word for text in set(texts) for word in set(_words(text)))
    place = {word: i for i, word in enumerate(sorted(counted))}
    rarity = {word: math.log((1 + len(set(texts))) / (1 + n)) + 1 for word, n in counted.items()}

    def vectors(some: Sequence[str]) -> Floats:
        rows = np.zeros((len(some), len(place)), np.float32)
        for row, text in enumerate(some):
            for word, count in Counter(_words(text)).items():
                if word in place:
                    rows[row, place[word]] = count * rarity[word]
        found: Floats = rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))
        return found

    return vectors


def _words(text: str) -> list[str]:
    return [word.lower() for span in split_words(text) if len(word := span.of(text)) > 1]


def plain_encoder(folder: Path) -> Vectors:
    """The sentence vectors of all-MiniLM-L6-v2 as it is."""
    import torch

    from training.net import Encoder, load_encoder

    encoder = Encoder()
    load_encoder(encoder, folder)
    encoder.eval()
    wordpiece = WordPiece((folder / "vocab.txt").read_text(encoding="utf-8").split("\n"))
    kept: dict[str, Floats] = {}

    def vector(text: str) -> Floats:
        if text not in kept:
            pieces = encode(text, split_words(text), wordpiece).pieces[:126]
            row = torch.tensor([[wordpiece.first, *pieces, wordpiece.last]])
            none = torch.zeros_like(row)
            with torch.no_grad():
                mean = encoder(row, none, none, torch.ones_like(row))[0].mean(0)
            kept[text] = torch.nn.functional.normalize(mean, dim=0).numpy()
        return kept[text]

    return lambda texts: np.stack([vector(text) for text in texts])


def perspectives(likeness: Likeness, data: Path, others: dict[str, Vectors | None]) -> Iterator[Line]:
    """Perspectrum's dev part: all pairs of perspectives of one claim, do they say the same?"""
    debates = read_debates(data / "perspectrum", "dev")
    texts = [text for debate in debates for text, _, _ in debate.perspectives]
    readings: dict[str, list[float]] = {}
    gold: list[bool] = []
    halves: list[bool] = []
    of: list[int] = []
    made = {name: vectors or tfidf(texts) for name, vectors in others.items()}
    for number, debate in enumerate(debates):
        said = [text for text, _, _ in debate.perspectives]
        pairs = [(a, b) for b in range(len(said)) for a in range(b)]
        if not pairs:
            continue
        gold += [debate.perspectives[a][1] == debate.perspectives[b][1] for a, b in pairs]
        halves += [chosen(debate.claim, 2)] * len(pairs)
        of += [number] * len(pairs)
        asked = [(said[a], said[b]) for a, b in pairs]
        scores = likeness.relate("perspective", asked)
        readings.setdefault("head for perspectives", []).extend((scores[:, 1] - scores[:, 0]).tolist())
        readings.setdefault("judge, same", []).extend(one.same for one in likeness.judge(asked))
        for name, vectors in {"own vectors": likeness.vectors, **made}.items():
            rows = vectors(said)
            readings.setdefault(name, []).extend(float(rows[a] @ rows[b]) for a, b in pairs)
    right, half = np.array(gold), np.array(halves)
    yield "perspectrum dev, pairs", float(len(right))
    yield "perspectrum dev, of them the same", float(right.sum())
    for name, scores in readings.items():
        counts = crossed(np.array(scores), right, half)
        yield f"perspectrum dev, same perspective F1, {name}", f1(counts, right)
        each = [f1(counts[m], right[m]) for n in set(of) if right[m := np.array(of) == n].any()]
        yield f"perspectrum dev, same perspective F1 averaged over claims, {name}", float(np.mean(each))
        yield f"perspectrum dev, average precision, {name}", average_precision(np.array(scores), right)


def headlines(likeness: Likeness, data: Path, others: dict[str, Vectors | None]) -> Iterator[Line]:
    """FNC-1, held-out articles of stories that others tell, and held-out stories."""
    held = [h for h in read_headlines(data / "fnc1") if is_held_out(h)]
    gold = np.array([h.stance for h in held])
    scores = []
    for h in held:
        each = likeness.relate("headline", [(h.headline, sentence) for sentence in h.sentences])
        scores.append(each.mean(axis=0) + each.max(axis=0))
    guess = np.array(scores).argmax(axis=1)
    new = np.array([is_new(h) for h in held])
    for name, part in ((" articles", ~new), (" stories", new)):
        yield f"fnc1 held out{name}, pairs", float(part.sum())
        each_class = [f1(guess[part] == i, gold[part] == i) for i in range(len(STANCES))]
        for stance, value in zip(STANCES, each_class, strict=True):
            yield f"fnc1 held out{name}, {stance} F1", value
        yield f"fnc1 held out{name}, macro-F1", float(np.mean(each_class))
    texts = [text for h in held for text in (h.headline, *h.sentences)]
    for name, vectors in others.items():
        near = _nearness(held, vectors or tfidf(texts))
        denied = np.array([_denied(h) for h in held])
        half = np.array([chosen(h.story, 2) for h in held])
        for part_name, part in ((" articles", ~new), (" stories", new)):
            counts = crossed((near * denied)[part], (gold == 1)[part], half[part])
            value = f1(counts, (gold == 1)[part])
            yield f"fnc1 held out{part_name}, disagree F1, {name} cosine and a denial on one side", value


def _nearness(held: Sequence[Headline], vectors: Vectors) -> Floats:
    found = []
    for h in held:
        rows = vectors([h.headline, *h.sentences])
        found.append(float((rows[1:] @ rows[0]).max()))
    return np.array(found)


def _denied(headline: Headline) -> bool:
    some = any(DENIES.search(sentence) for sentence in headline.sentences)
    return some != bool(DENIES.search(headline.headline))


def claimdiff(likeness: Likeness, data: Path, others: dict[str, Vectors | None]) -> Iterator[Line]:
    """ClaimDiff, a fifth of its topics: does a sentence weaken what another outlet says?"""
    rows = [(topic, pair) for topic, pair in read_claimdiff(data / "claimdiff") if chosen(topic, 5)]
    pairs = [(pair.a, pair.b) for _, pair in rows]
    half = np.array([chosen(topic + " half", 2) for topic, _ in rows])
    for task in ("weakens", "strengthens"):
        gold = np.array([getattr(pair, task) == 1 for _, pair in rows])
        yield f"claimdiff held out, {task}, F1 if all did", f1(np.ones(len(gold), bool), gold)
        raw = likeness.relate(task, pairs)
        readings = {"head": (raw[:, 1] - raw[:, 0]).astype(np.float64)}
        if task == "weakens":
            readings["judge, opposed"] = np.array([one.opposed for one in likeness.judge(pairs)])
        texts = [text for pair in pairs for text in pair]
        for name, vectors in others.items():
            first, second = ((vectors or tfidf(texts))([pair[i] for pair in pairs]) for i in (0, 1))
            readings[f"{name} cosine"] = (first * second).sum(axis=1)
        for name, scores in readings.items():
            yield f"claimdiff held out, {task} F1, {name}", f1(crossed(scores, gold, half), gold)
            yield f"claimdiff held out, {task} average precision, {name}", average_precision(scores, gold)


def made(likeness: Likeness, data: Path, kept: Path) -> Iterator[Line]:
    """Sentences changed by rule, from held-out texts: same, opposed or neither by `judge`."""
    groups = made_groups(data, kept, held_out=True)
    rows = [(g.texts[a], g.texts[b], bits) for g in groups for a, b, bits in g.pairs["claim"]]
    judged = _three(likeness, [(a, b) for a, b, _ in rows])
    guess = judged.argmax(axis=1)
    three = (SAME, OPPOSED, UNRELATED)
    sure = [i for i, (*_, bits) in enumerate(rows) if bits in three]
    gold = np.array([three.index(rows[i][2]) for i in sure])
    for i, name in enumerate(("same", "opposed", "unrelated")):
        yield f"changed by rule, {name} F1", f1(guess[sure] == i, gold == i)
    neither = np.array([guess[i] != 0 for i, (*_, bits) in enumerate(rows) if bits == NOT_SAME])
    yield "changed by rule, actors or names exchanged, not taken for the same", float(100 * neither.mean())
    yield "changed by rule, calibration error", calibration_error(judged[sure], gold)


def _three(likeness: Likeness, pairs: Sequence[tuple[str, str]]) -> Floats:
    """The probabilities of same, opposed, and neither."""
    return np.array([(one.same, one.opposed, one.about + one.other) for one in likeness.judge(pairs)])


def told(likeness: Likeness) -> Iterator[Line]:
    """Pairs of the families of claims that were kept back (`training.families`)."""
    held, chance = families(held_out=True), random.Random("told")
    gold, found, on, disagreeing = [], [], [], []
    for family in held:
        group = family_group(family, [other for other in held if other != family], chance)
        pairs = group.pairs["claim"]
        judged = likeness.judge([(group.texts[a], group.texts[b]) for a, b, _ in pairs])
        gold += [list(RELATIONS.values()).index(bits) for *_, bits in pairs]
        found += judged
        of = dict(zip([(a, b) for a, b, _ in pairs], judged, strict=True))
        on += [kind for *_, kind in group.pairs["kind"]]
        disagreeing += [likeness.tasks["kind"].index(of[a, b].on) for a, b, _ in group.pairs["kind"]]
    right, rows = np.array(gold), np.array([one[: len(RELATIONS)] for one in found], np.float64)
    yield "families kept back, families", float(len(held))
    yield "families kept back, pairs", float(len(right))
    for i, name in enumerate(RELATIONS):
        yield f"families kept back, {name} F1", f1(rows.argmax(axis=1) == i, right == i)
    together = np.array([one.together for one in found])
    about_one = right != list(RELATIONS).index("other")
    yield "families kept back, about one thing, average precision", average_precision(together, about_one)
    yield "families kept back, opposed, on what", float(100 * (np.array(on) == np.array(disagreeing)).mean())
    yield "families kept back, calibration error", calibration_error(rows, right)


def calibration_error(judged: Floats, gold: NDArray[np.int64]) -> float:
    """How far the likeliest answer's probability is from its share of right ones, mean over ten bins."""
    sure, right = judged.max(axis=1), judged.argmax(axis=1) == gold
    bins = np.minimum(9, (sure * 10).astype(int))
    gaps = [
        abs(sure[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins.tolist())
    ]
    return float(100 * sum(gaps))


def speed(likeness: Likeness, data: Path) -> Iterator[Line]:
    """Milliseconds on one thread."""
    texts = sorted({t for d in read_debates(data / "perspectrum", "dev") for t, _, _ in d.perspectives})[:400]
    texts = [f"{a}, {b}" for a, b in zip(texts[::2], texts[1::2], strict=False)]
    began = time.process_time()
    likeness.vectors(texts)
    yield "processor ms a text", 1000 * (time.process_time() - began) / len(texts)
    pairs = list(itertools.pairwise(texts))
    began = time.process_time()
    likeness.judge(pairs)
    yield "processor ms a pair whose texts are read", 1000 * (time.process_time() - began) / len(pairs)
    yield "words a text", float(np.mean([len(split_words(text)) for text in texts]))


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--encoder", type=Path, help="folder of all-MiniLM-L6-v2, to measure it beside")
    parser.add_argument("--weights", type=Path, default=FOLDER)
    parser.add_argument(
        "--made", type=Path, default=Path("runs/made_dev.json"), help="where changed sentences are kept"
    )
    arguments = parser.parse_args()
    likeness = open_likeness(arguments.weights)
    others: dict[str, Vectors | None] = {"TF-IDF": None}
    if arguments.encoder:
        others["all-MiniLM"] = plain_encoder(arguments.encoder)
    parts = [
        perspectives(likeness, arguments.data, others),
        headlines(likeness, arguments.data, others),
        claimdiff(likeness, arguments.data, others),
        made(likeness, arguments.data, arguments.made),
        told(likeness),
        speed(likeness, arguments.data),
    ]
    for part in parts:
        for name, value in part:
            print(f"{name:<80} {value:8.2f}", flush=True)


if __name__ == "__main__":
    main()
