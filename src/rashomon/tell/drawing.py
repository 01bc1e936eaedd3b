"""The pictures of a case: who says what, who took from whom, who is for whom, when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rashomon.findings import Network
from rashomon.store.browse import Filter
from rashomon.store.browse_articles import ArticleCard
from rashomon.store.store import Store
from rashomon.tell.brief import Picture
from rashomon.tell.copy_tree import Box, copy_tree
from rashomon.tell.map_picture import core_of, draw_map
from rashomon.tell.matrix import build_matrix, draw_claims_matrix
from rashomon.tell.network_picture import draw_network
from rashomon.tell.timeline import build_timeline, time_words, undated_of
from rashomon.tell.timeline_picture import draw_timeline
from rashomon.tell.tree_picture import draw_tree
from rashomon.tell.wording import label_articles, plain

_ROWS = 16
"""A picture of a brief shows the most contested; the dossier has them all."""
_LANES = 6
_ARTICLES, _ACTORS, _PLACES = 30, 30, 60
COPY_NOTE = (
    "Text went from left to right; the thicker a line, the more of it. "
    "Dashed: which came first is not known. Dotted: named as the source, no text taken."
)
NETWORK_NOTE = (
    "Left and right: the two sides that fit best, piece by piece. Whole line with a head: for. "
    "Dashed with a bar: against. Dotted with ?: disputed. The sign with !: at odds with both sides."
)
TIMELINE_NOTE = (
    "As exact as the words are: a bar for a stretch, fainter ends for “about”, a broken edge and ? for "
    "“perhaps”, a fading end where none is known. "
    "A disc, ring, half disc or cross (asserts, reports, hedges, denies) stands where a claim was told."
)
MAP_NOTE = (
    "Rings say how near a place is known: the town, the region, the country. "
    "Outlines: Natural Earth; they say nothing on whose a piece of land is."
)


def draw_case(store: Store) -> Iterator[Picture]:
    """The pictures of the whole case, those left out that would show nothing."""
    matrix = build_matrix(store, Filter(conflict="any"), limit=_ROWS)
    if svg := draw_claims_matrix(matrix):
        yield Picture(
            key="matrix",
            title="Claims and outlets",
            svg=svg,
            note="Full disc: asserts. Ring: reports that somebody says so. Half: hedges. Cross: denies.",
        )
    labels = label_articles(store.keys())
    yield from _copies(store, labels)
    yield from _network(store)
    yield from _timeline(store, labels)
    places, count = store.places_named(is_known=True, limit=_PLACES)
    core = core_of(places)
    if svg := draw_map(core):
        yield Picture(key="map", title="Map", svg=svg, note=f"{MAP_NOTE}{_more(count - len(core), 'place')}")


def boxes_of(store: Store, names: Iterable[str], labels: Mapping[str, str]) -> dict[str, Box]:
    """How each of these articles, by name, stands in a picture: its label, outlet and day."""
    cards = store.article_cards(list(names))
    return {name: article_box(card, labels[name]) for name, card in cards.items()}


def article_box(row: ArticleCard, label: str) -> Box:
    """How the article stands in a picture."""
    day = f", {time_words(row.published.partition('T')[0])}" if row.published else ""
    outlet = plain(row.outlet) if row.outlet else "outlet not stated"
    return Box(key=row.article, title=f"{label}{day}", under=outlet)


def names_in(store: Store, network: Network) -> dict[str, str]:
    """The names of the actors of the network, by id."""
    return store.actor_names(frozenset(end for edge in network.edges for end in (edge.holder, edge.target)))


def _copies(store: Store, labels: Mapping[str, str]) -> Iterator[Picture]:
    copies = store.copies()
    names = sorted({name for copy in copies for name in (copy.child, copy.parent)})
    tree = copy_tree(copies, boxes_of(store, names, labels), limit=_ARTICLES)
    if svg := draw_tree(tree, f"Who took text from whom: {tree.caption}"):
        note = f"{tree.caption}. {COPY_NOTE}{_more(tree.hidden, 'article')}"
        yield Picture(key="copies", title="Who took text from whom", svg=svg, note=note)


def _network(store: Store) -> Iterator[Picture]:
    network = store.network()
    svg, hidden = draw_network(network, names_in(store, network), limit=_ACTORS)
    if svg:
        note = f"{NETWORK_NOTE}{_more(hidden, 'actor')}"
        yield Picture(key="network", title="Who is for and against whom", svg=svg, note=note)


def _timeline(store: Store, labels: Mapping[str, str]) -> Iterator[Picture]:
    lanes, _ = build_timeline(store, lanes=_LANES, labels=labels)
    if svg := draw_timeline(lanes):
        none = len(undated_of(lanes))
        undated = f" {none} without a day {'are' if none > 1 else 'is'} not drawn." if none else ""
        yield Picture(key="timeline", title="Timeline", svg=svg, note=f"{TIMELINE_NOTE}{undated}")


def _more(count: int, what: str) -> str:
    return f" {count} more {what}{'s' * (count != 1)} not shown." if count > 0 else ""
