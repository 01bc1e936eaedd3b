"""A net that reads one sentence with two of its actors marked: what the first does to the second.

The readings score two actors by the vectors of a whole window, for all pairs at once. A net that sees which
two are asked about, as the best published ones do (Soares et al. 2019), learns event codes from the same 800
sentences far better, but needs a pass for every pair. So it is not shipped: it says what it holds likely of
pairs of names in articles (`taught_pairs`), and `training.distil` teaches that to the readings.

``python -m training.two_actors DATA RUN --encoder FOLDER`` writes ``RUN/two_actors.pt``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor, nn

from rashomon.analyse.sentences import split_paragraphs, split_sentences
from rashomon.nets.features import encode
from rashomon.nets.wordpiece import WordPiece
from rashomon.records import Span
from rashomon.text import split_words, words_in
from training.command import arguments_of, command
from training.judgements import PLOVER, SENTIMENTS, Sentence, read_sentiment, read_toward
from training.layers import coded_sentences, fresh_sentiment
from training.net import WIDTH, Encoder, load_encoder
from training.samples import Range, Related, Sample
from training.train import DECAY, HALF, HEAD_RATE, SEED, rate
from training.train_deep import batches

MARKS = ("[unused1]", "[unused2]", "[unused3]", "[unused4]")
"""Pieces before and behind the one who acts, and before and behind the other."""
LONGEST = 200
"""Pieces of a sentence that are read."""
TONES = ("none", "for", "against")
"""What the first is to the second; "toward": what the writer is to the one who is marked alone."""
TASKS = {"tone": len(TONES), "plover": len(PLOVER), "toward": len(TONES)}
STEPS, RATE, NEUTRAL = 600, 1e-4, 0.6
"""Of pairs without sentiment the share that is learnt from: they are two thirds of the set."""
BATCHES = {"tone": 32, "plover": 16, "toward": 16}
WEIGHTS = {"tone": 1.0, "plover": 0.5, "toward": 0.4}
EVERY = {"tone": 1, "plover": 2, "toward": 1}
"""A task is learnt in every so-manieth step."""
SMOOTHED, DROPPED, NEAR = 0.05, 0.1, 20
ACTORS = frozenset(("Person", "Location", "Organization", "NORP"))
"""Names that can act, in the classes of the newswire set."""
A_SENTENCE = 3
"""Pairs of a sentence that are asked about: the nearest."""


@dataclass(frozen=True)
class Asked:
    """A sentence in pieces with its marks, and where the marks before the two stand (0: nobody is marked)."""

    pieces: list[int]
    shapes: list[int]
    quotes: list[int]
    ends: tuple[int, int]
    label: int = 0


def ask(
    text: str, first: Range | None, second: Range, wordpiece: WordPiece, marks: Sequence[int]
) -> Asked | None:
    """The sentence with both marked, None where a mark is lost; ``marks`` are the numbers of `MARKS`."""
    words = split_words(text)
    encoded = encode(text, words, wordpiece)
    before: dict[int, list[int]] = {}
    for span, (opens, closes) in ((first, marks[:2]), (second, marks[2:])):
        if span is not None:
            inside = words_in(words, Span(*span))
            if not inside:
                return None
            before.setdefault(encoded.first[inside.start], []).append(opens)
            before.setdefault(encoded.first[inside.stop], []).insert(0, closes)
    pieces, shapes, quotes = [wordpiece.first], [0], [0]
    for at in range(len(encoded.pieces) + 1):
        for mark in before.get(at, ()):
            pieces, shapes, quotes = [*pieces, mark], [*shapes, 0], [*quotes, 0]
        if at < len(encoded.pieces):
            pieces.append(encoded.pieces[at])
            shapes.append(encoded.shapes[at])
            quotes.append(encoded.quotes[at])
    asked = [marks[0]] * (first is not None) + [marks[2]]
    if not set(asked) <= set(pieces[:LONGEST]):
        return None
    ends = pieces.index(marks[0]) if first is not None else 0, pieces.index(marks[2])
    return Asked([*pieces[:LONGEST], wordpiece.last], [*shapes[:LONGEST], 0], [*quotes[:LONGEST], 0], ends)


class TwoActors(nn.Module):
    """The encoder, and a head for each task over the sentence's vector and those of both marks."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.dropout = nn.Dropout(DROPPED)
        self.heads = nn.ModuleDict({name: nn.Linear(3 * WIDTH, size) for name, size in TASKS.items()})

    def forward(self, asked: Sequence[Asked]) -> Tensor:
        """What the heads read, [asked, 3 * width]."""
        width = max(len(one.pieces) for one in asked)

        def pad(lists: list[list[int]]) -> Tensor:
            return torch.tensor([row + [0] * (width - len(row)) for row in lists])

        present = pad([[1] * len(one.pieces) for one in asked])
        inputs = [pad([getattr(one, name) for one in asked]) for name in ("pieces", "shapes", "quotes")]
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=HALF):
            hidden = self.encoder(*inputs, present).float()
        rows, ends = torch.arange(len(asked)), torch.tensor([one.ends for one in asked])
        read: Tensor = self.dropout(
            torch.cat([hidden[:, 0], hidden[rows, ends[:, 0]], hidden[rows, ends[:, 1]]], 1)
        )
        return read


def marks_of(vocabulary: Sequence[str]) -> list[int]:
    """The numbers of `MARKS`."""
    return [vocabulary.index(mark) for mark in MARKS]


def sets_of(data: Path, wordpiece: WordPiece, marks: Sequence[int]) -> dict[str, list[Asked]]:
    """What each task is learnt from."""
    chance = random.Random(SEED + 96)
    tones = read_sentiment(data / "directed_sentiment" / "train.txt")
    found: dict[str, list[Asked | None]] = {"tone": [], "plover": [], "toward": []}
    for text, related in _pairs(tones):
        if related.label or chance.random() < NEUTRAL:
            ways = _both_ways(text, related, wordpiece, marks)
            found["tone"] += ways if related.label else chance.sample(ways, 1)
    for text, related in _pairs(coded_sentences(data, held_out=False)):
        found["plover"].append(
            _labelled(ask(text, related.first, related.second, wordpiece, marks), related.label)
        )
    measured = {sentence.text for sentence in fresh_sentiment(data)}
    for text, span, label in read_toward(data / "newsmtsc"):
        if text not in measured:
            found["toward"].append(_labelled(ask(text, None, span, wordpiece, marks), label))
    return {name: [one for one in asked if one is not None] for name, asked in found.items()}


def _pairs(sentences: Sequence[Sentence]) -> Iterator[tuple[str, Related]]:
    for sentence in sentences:
        for related in sentence.related:
            yield sentence.text, related


def _labelled(asked: Asked | None, label: int) -> Asked | None:
    return asked and replace(asked, label=label)


def _both_ways(text: str, related: Related, wordpiece: WordPiece, marks: Sequence[int]) -> list[Asked | None]:
    """The pair asked as it stands and turned round; a tone that goes one way is none on the way back."""
    name = SENTIMENTS[related.label]
    tone = 0 if name == "neutral" else 1 if name.startswith("positive") else 2
    labels = (0, tone) if name.endswith("back") else (tone, 0)
    ways = (related.first, related.second), (related.second, related.first)
    return [
        _labelled(ask(text, *way, wordpiece, marks), label) for way, label in zip(ways, labels, strict=True)
    ]


def _stream(rows: list[Asked], size: int, chance: random.Random) -> Iterator[list[Asked]]:
    """Batches of like length for ever, those of a neighbourhood in any order."""
    while True:
        yield from batches(chance.sample(rows, len(rows)), chance, size, NEAR)


def train(data: Path, run: Path, encoder: Path) -> None:
    """Write ``run/two_actors.pt`` and print how well it tells what was held out."""
    torch.manual_seed(SEED)
    vocabulary = (encoder / "vocab.txt").read_text(encoding="utf-8").split("\n")
    wordpiece, marks = WordPiece(vocabulary), marks_of(vocabulary)
    sets = sets_of(data, wordpiece, marks)
    net = TwoActors()
    load_encoder(net.encoder, encoder)
    streams = {
        name: _stream(rows, BATCHES[name], random.Random(SEED + n))
        for n, (name, rows) in enumerate(sets.items())
    }
    heads = list(net.heads.parameters())
    groups = [{"params": list(net.encoder.parameters()), "lr": RATE}, {"params": heads, "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(step, STEPS))
    net.train()
    for step in range(STEPS):
        optimiser.zero_grad()
        for task, stream in streams.items():
            if step % EVERY[task] == 0:
                asked = next(stream)
                labels = torch.tensor([one.label for one in asked])
                scores = net.heads[task](net(asked))
                loss = nn.functional.cross_entropy(scores, labels, label_smoothing=SMOOTHED)
                (WEIGHTS[task] * loss).backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 50 == 49:
            print(f"step {step + 1}/{STEPS}, loss of the last {float(loss):.3f}", flush=True)
    torch.save(net.state_dict(), run / "two_actors.pt")
    print(f"PLV held-out fifth, macro-F1 {_measured(net.eval(), data, wordpiece, marks):.1f}")


def _measured(net: TwoActors, data: Path, wordpiece: WordPiece, marks: Sequence[int]) -> float:
    pairs = list(_pairs(coded_sentences(data, held_out=True)))
    asked = [ask(text, related.first, related.second, wordpiece, marks) for text, related in pairs]
    gold = [related.label for _, related in pairs]
    shares = _shares(net, "plover", [one for one in asked if one is not None])
    best = iter(shares.argmax(1).tolist())
    ours = [-1 if one is None else next(best) for one in asked]
    found = 0.0
    for code in range(len(PLOVER)):
        right = sum(g == o == code for g, o in zip(gold, ours, strict=True))
        found += 200 * right / max(1, gold.count(code) + ours.count(code))
    return found / len(PLOVER)


@torch.no_grad()
def _shares(net: TwoActors, task: str, asked: Sequence[Asked], size: int = 64) -> Tensor:
    """How likely each answer is, [asked, answers]."""
    order = sorted(range(len(asked)), key=lambda i: len(asked[i].pieces))
    found = torch.zeros(len(asked), TASKS[task])
    for low in range(0, len(order), size):
        rows = order[low : low + size]
        found[rows] = net.heads[task](net([asked[i] for i in rows])).softmax(1)
    return found


def open_two_actors(run: Path) -> TwoActors:
    """The net as `train` left it."""
    net = TwoActors()
    net.load_state_dict(torch.load(run / "two_actors.pt"))
    return net.eval()


def taught_pairs(
    net: TwoActors, samples: Sequence[Sample], wordpiece: WordPiece, marks: Sequence[int]
) -> list[Sample]:
    """The samples with what the net holds likely of two actors of a sentence.

    Asked are pairs that a set marks for another task, and where names are marked, the nearest of a sentence.
    """
    places = [(i, pair) for i, sample in enumerate(samples) for pair in _couples(sample)]
    there, back = [], []
    kept = []
    for i, (first, second, sentence) in places:
        text = samples[i].text[slice(*sentence)]
        a, b = ((low - sentence[0], high - sentence[0]) for low, high in (first, second))
        ways = ask(text, a, b, wordpiece, marks), ask(text, b, a, wordpiece, marks)
        if ways[0] and ways[1]:
            kept.append((i, first, second, sentence))
            there.append(ways[0])
            back.append(ways[1])
    tones, codes = _tones(net, there, back), _codes(net, there, back)
    added: dict[int, list[Related]] = {}
    for (i, first, second, sentence), tone, code, turned in zip(kept, tones, *codes, strict=True):
        known = {related.task for related in samples[i].related or ()}
        new = [
            Related("sentiment", first, second, sentence, shares=tuple(tone)),
            Related("plover", first, second, sentence, shares=tuple(code)),
            Related("plover", second, first, sentence, shares=tuple(turned)),
        ]
        added.setdefault(i, []).extend(related for related in new if related.task not in known)
    return [
        replace(sample, related=(*(sample.related or ()), *added[i])) if i in added else sample
        for i, sample in enumerate(samples)
    ]


def _couples(sample: Sample) -> Iterator[tuple[Range, Range, Range]]:
    """Pairs of actors in the order of the text, with their sentence."""
    for related in sample.related or ():
        first, second = sorted((related.first, related.second))
        yield first, second, related.sentence
    actors = [(start, end) for start, end, kind in sample.names or () if kind in ACTORS]
    if actors:
        for span in split_sentences(sample.text, split_paragraphs(sample.text)):
            inside = sorted(actor for actor in actors if span.start <= actor[0] and actor[1] <= span.end)
            for first, second in list(pairwise(inside))[:A_SENTENCE]:
                if first[1] < second[0]:
                    yield first, second, (span.start, span.end)


def _tones(net: TwoActors, there: Sequence[Asked], back: Sequence[Asked]) -> list[list[float]]:
    """Of both ways the five classes of directed sentiment, in the order of `SENTIMENTS`."""
    if not there:
        return []
    a, b = _shares(net, "tone", there), _shares(net, "tone", back)
    joint = [a[:, 0] * b[:, 0], a[:, 1] * b[:, 0], a[:, 0] * b[:, 1], a[:, 2] * b[:, 0], a[:, 0] * b[:, 2]]
    five = torch.stack(joint, 1)
    found: list[list[float]] = (five / five.sum(1, keepdim=True)).tolist()
    return found


def _codes(
    net: TwoActors, there: Sequence[Asked], back: Sequence[Asked]
) -> tuple[list[list[float]], list[list[float]]]:
    """What the first does to the second, and the second to the first."""
    if not there:
        return [], []
    return _shares(net, "plover", there).tolist(), _shares(net, "plover", back).tolist()


def main() -> None:
    """Parse the command line."""
    arguments = arguments_of(command(__doc__, "folder to keep the weights in"))
    train(arguments.data, arguments.run, arguments.encoder)


if __name__ == "__main__":
    main()
