"""A stance from or toward a body without a name is one of the actor whose body it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from rashomon.records import Actor, Article, Document, Entity, Mention, Span, Stance
from rashomon.store.keys import article_key
from rashomon.store.store import Store

CASES = [
    ("whose it is stands behind", "Vey attacked the rebels of Orm.", "the rebels", "the rebels", "orm"),
    ("whose it is stands before", "Vey attacked Orm's troops.", "Orm's troops", "Orm's troops", "orm"),
    ("told elsewhere", "The rebels of Orm ran. Vey attacked the rebels.", "The rebels", "the rebels", "orm"),
    ("nobody says whose", "Orm left. Vey attacked the rebels.", "the rebels", "the rebels", None),
    ("no body", "Vey attacked the critics of Orm.", "the critics", "the critics", None),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_stance_toward_a_body(case: tuple[str, str, str, str, str | None], tmp_path: Path) -> None:
    _, text, first, target, expected = case
    document = document_of(text, [["Vey"], ["Orm"], sorted({first, target})], target)
    key = article_key("a", text)
    actors = [
        Actor(id=name.lower(), name=name, kind="person", names=((name, 1),), articles=1, members=((key, n),))
        for n, name in enumerate(["Vey", "Orm"])
    ]
    with Store.open(tmp_path / "x.case", create=True) as store:
        store.put(document, file="a", version="0", weights="")
        store.settle(lambda _: actors)
        (article,) = store.ledger().articles
    found = [(stance.holder, stance.target) for stance in article.stances]
    assert found == ([] if expected is None else [("vey", expected)])


def document_of(text: str, entities: Iterable[list[str]], target: str) -> Document:
    spans = [[place(text, words) for words in chain] for chain in entities]
    mentions = [
        Mention(span=span, kind="group" if n == 2 else "person", form="nominal" if n == 2 else "name")
        for n, chain in enumerate(spans)
        for span in chain
    ]
    numbers = [n for n, chain in enumerate(spans) for _ in chain]
    return Document(
        article=Article(name="a", text=text),
        sentences=(Span(0, len(text)),),
        mentions=tuple(mentions),
        entities=tuple(
            Entity(
                number=n,
                name=chain[0].of(text),
                kind="person",
                mentions=tuple(i for i, number in enumerate(numbers) if number == n),
            )
            for n, chain in enumerate(spans)
        ),
        stances=(
            Stance(
                holder=place(text, "Vey"),
                target=place(text, target),
                sign=-1,
                kind="fights",
                attribution=None,
            ),
        ),
    )


def place(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
