"""How far the answers of a pair net are from right, task by task."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import torch
from torch import Tensor, nn

from training.pair_groups import RELATIONS, Group

Pair = tuple[int, int]
WEIGHTS = {
    "claim": 1.5,
    "kind": 0.5,
    "outcome": 0.8,
    "perspective": 1.0,
    "stance": 0.3,
    "headline": 0.6,
    "strengthens": 0.2,
    "weakens": 0.3,
    "near": 0.6,
    "likeness": 2.0,
}
HEADLINE_CLASSES = torch.tensor([1.0, 2.0, 1.0, 0.7])
"""So that "disagree", the rarest, is heard."""
WEAKENS_CLASSES = torch.tensor([1.0, 4.0])


def asked_of(group: Group) -> Iterator[Pair]:
    """The pairs of texts, by index, that something is asked of; some of them more than once."""
    for rows in group.pairs.values():
        yield from ((a, b) for a, b, _ in rows)
    if group.stance >= 0:
        yield from ((0, i) for i in range(1, len(group.texts)))


def task_losses(
    groups: Sequence[Group], places: Sequence[Mapping[Pair, int]], scores: Mapping[str, Tensor]
) -> dict[str, Tensor]:
    """The mean loss of each task that the groups have; ``places`` says in which row a group's pair stands."""
    found: dict[str, Tensor] = {}
    for task, of_pairs in scores.items():
        answers = [
            (place[a, b], label, number)
            for number, (group, place) in enumerate(zip(groups, places, strict=True))
            for a, b, label in group.pairs.get(task, ())
        ]
        if answers:
            rows, labels, numbers = (torch.tensor(column) for column in zip(*answers, strict=True))
            if task == "claim":
                found[task] = _claim_loss(of_pairs[rows], labels, numbers)
            else:
                weight = WEAKENS_CLASSES if task == "weakens" else None
                found[task] = nn.functional.cross_entropy(of_pairs[rows], labels, weight=weight)
    stances = [
        (together(scores["headline"][[place[0, i] for i in range(1, len(group.texts))]]), group.stance)
        for group, place in zip(groups, places, strict=True)
        if group.stance >= 0
    ]
    if stances:
        labels = torch.tensor([stance for _, stance in stances])
        of_articles = torch.stack([score for score, _ in stances])
        found["headline"] = nn.functional.cross_entropy(of_articles, labels, weight=HEADLINE_CLASSES)
    return found


def together(scores: Tensor) -> Tensor:
    """The stance of an article's sentences together: the mean of their scores and the highest."""
    return scores.mean(0) + scores.amax(0)


def _claim_loss(scores: Tensor, labels: Tensor, numbers: Tensor) -> Tensor:
    """Minus the logarithm of what the right answers get together; each group counts alike."""
    right = torch.stack([(labels & bit) > 0 for bit in RELATIONS.values()], dim=1)
    each = -(scores.log_softmax(1).masked_fill(~right, -1e4).logsumexp(1))
    sums = torch.zeros(int(numbers.max()) + 1).index_add(0, numbers, each)
    counts = torch.bincount(numbers)
    return (sums / counts.clamp(min=1)).sum() / (counts > 0).sum()
