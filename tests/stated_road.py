"""A road whose articles state title, outlet, day and address, some in words that want to be obeyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rashomon.findings import Balance, Edge, Network, OriginCount, Survey
from rashomon.ledger import Ledger
from rashomon.records import Argument, Article, Document, Span
from short_road import ShortRoad, article

FACTS: dict[str, dict[str, str]] = {
    "001.txt": {
        "title": "The dam at Karsk",
        "outlet": "The Heron",
        "published": "2031-05-04",
        "url": "https://heron.example/dam?a=1&b=2",
    },
    # Formulas, TeX, HTML, XML, a script as an address, signs that no XML can hold.
    "002.txt": {
        "title": '=HYPERLINK("https://bad.example") <script>alert(1)</script> 50% of {R&D}_\x00\x1b[2J',
        "outlet": "+cmd|' /C calc'!A0 ]]> \u202egnp",
        "published": "2031-05~",
        "url": "javascript:alert(1)",
    },
    "003.txt": {},
}
HOSTILE = (
    "Orlan Vey said that =1+1 <b>broke</b> ]]> \\input{x} and \x01 fled by spring. "
    "Mira Tolk said that Karsk was mined by @SUM.\n\nIt is reported that -2+3 left | `rm` [x](y).\n"
)


class StatedRoad(ShortRoad):
    """Reads as `ShortRoad` does; what articles state stands in `FACTS`."""

    def articles(self, paths: Sequence[str], **options: object) -> Iterator[Article]:
        for path in paths:
            for file in sorted(Path(path).rglob("*.txt")):
                # Read as they are: what Python calls a line end stays what it is.
                yield article(file.name, file.read_bytes().decode(), **FACTS.get(file.name, {}))

    def documents(self, articles: Iterable[Article]) -> Iterator[Document]:
        """What was mined was mined in the town that the same article names."""
        for document in super().documents(articles):
            towns = [place.span for place in document.places]
            yield replace(
                document,
                events=tuple(
                    replace(
                        event,
                        arguments=(*event.arguments, Argument(role="place", span=towns[0], head=0)),
                    )
                    if towns and event.code
                    else event
                    for event in document.events
                ),
            )

    def survey(self, ledger: Ledger) -> Survey:
        """As on the short road, with a count of origins and a network of three."""
        found = super().survey(ledger)
        counted = tuple(
            replace(one, support=OriginCount(low=1, best=1, high=2, why="by name"))
            for one in found.propositions
        )
        actors = sorted(ledger.actors)[:3]
        if len(actors) < 3:
            return replace(found, propositions=counted)
        first, second, third = actors
        place = (ledger.articles[0].name, Span(0, 5))
        ends = ((first, second, -1, True), (second, third, 1, False), (third, first, 0, False))
        edges = tuple(
            Edge(
                holder=holder,
                target=target,
                sign=sign,
                kinds=("fights", "accuses"),
                according_to=("The Heron", "=Vey & <Sons>"),
                origins=2,
                stances=(place,),
                frustrated=frustrated,
                signs=(sign or 1,),
                times=("2031-05",),
            )
            for holder, target, sign, frustrated in ends
        )
        balance = Balance(
            nodes=3,
            edges=2,
            frustration=0,
            is_proved=True,
            triangles=None,
            walk=None,
            shuffled=None,
            sides=((first,), (second, third)),
        )
        return replace(found, propositions=counted, network=Network(edges=edges, balance=balance))
