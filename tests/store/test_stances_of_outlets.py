"""A stance that an outlet's own words show is held by the outlet, whether or not anybody names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.findings import OUTLET_HOLDER, SLANT
from rashomon.ledger import Ledger
from rashomon.records import Actor, Article, Document, Entity, Mention, Reason, Span, Stance
from rashomon.store.keys import article_key
from rashomon.store.store import Store

TEXT = "The henchmen of Vey left. Orm praised Vey."
ACTORS = ("Vey", "Orm")


@pytest.mark.parametrize(
    ("outlet", "holder"), [("The Weir Post", "The Weir Post"), (None, "a")], ids=["known", "not known"]
)
def test_whose_own_words_they_are(outlet: str | None, holder: str, tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.case", create=True) as store:
        ledger = kept(store, outlet)
        own, said = sorted(ledger.articles[0].stances, key=lambda stance: stance.sign)
        assert (own.holder, own.target, own.sign) == (f"{OUTLET_HOLDER}{holder}", "vey", -1)
        assert [voice.name for voice in own.according_to] == [outlet]
        assert own.span.of(TEXT) == "henchmen of Vey"
        assert (said.holder, said.target) == ("orm", "vey")
        assert store.actor_names(frozenset([own.holder, said.holder])) == {own.holder: holder, "orm": "Orm"}
        rows = {row.holder: row.holder_text for row in store.stances()}
        assert rows == {holder: "henchmen", "Orm": "Orm"}


def kept(store: Store, outlet: str | None) -> Ledger:
    spans = {name: [at(name, 0)] for name in ACTORS}
    spans["Vey"].append(at("Vey", 30))
    mentions = [(n, span) for n, name in enumerate(ACTORS) for span in spans[name]]
    document = Document(
        article=Article(name="a", text=TEXT, outlet=outlet),
        sentences=(Span(0, 25), Span(26, len(TEXT))),
        mentions=tuple(Mention(span=span, kind="person", form="name") for _, span in mentions),
        entities=tuple(
            Entity(
                number=n,
                name=name,
                kind="person",
                mentions=tuple(place for place, (number, _) in enumerate(mentions) if number == n),
            )
            for n, name in enumerate(ACTORS)
        ),
        stances=(
            stance(at("henchmen", 0), spans["Vey"][0], -1, SLANT),
            stance(spans["Orm"][0], spans["Vey"][1], 1, "event"),
        ),
    )
    store.put(document, file="a", version="0", weights="")
    key = article_key("a", TEXT)
    store.settle(
        lambda _: [
            Actor(
                id=name.lower(), name=name, kind="person", names=((name, 1),), articles=1, members=((key, n),)
            )
            for n, name in enumerate(ACTORS)
        ]
    )
    return store.ledger()


def stance(holder: Span, target: Span, sign: int, maker: str) -> Stance:
    return Stance(
        holder=holder,
        target=target,
        sign=1 if sign > 0 else -1,
        kind="praises",
        attribution=None,
        reason=Reason(maker=maker),
    )


def at(words: str, start: int) -> Span:
    start = TEXT.index(words, start)
    return Span(start, start + len(words))
