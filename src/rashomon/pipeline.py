"""The whole road on one page: what is done to an article, in order.

``acquire`` has made it an `Article`; ``store`` keeps what comes out; ``tell`` shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from rashomon.analyse.echoes import complete_names
from rashomon.analyse.quotations import find_quotes
from rashomon.analyse.seams import split_names
from rashomon.analyse.sentences import cut_datelines, split_paragraphs, split_sentences
from rashomon.analyse.turns import find_turns
from rashomon.attribute.attributions import find_attributions
from rashomon.nets.reader import Reader
from rashomon.qualify.standing import qualify, qualify_span
from rashomon.records import Article, Document
from rashomon.resolve.chained import chain_phrases
from rashomon.resolve.claims import compose_claims
from rashomon.resolve.entities import find_entities
from rashomon.resolve.speakers import name_speakers
from rashomon.situate.places import find_places
from rashomon.situate.times import find_times
from rashomon.specify.predicates import find_events
from rashomon.specify.stances import find_stances

STAGES = (
    "acquire", "analyse", "attribute", "qualify", "resolve", "situate", "specify",
    "store", "survey", "tell",
)  # fmt: skip
"""The stage folders in the order that an article passes them."""


def read_document(article: Article, reader: Reader) -> Document:
    """Everything that Rashomon reads in one article; the article itself is not changed."""
    text = article.text
    paragraphs = split_paragraphs(text)
    datelines = tuple(passage.span for passage in article.passages if passage.kind == "dateline")
    sentences = cut_datelines(split_sentences(text, paragraphs), datelines)
    reading = reader.read(text, sentences)
    document = Document(
        article=article,
        sentences=sentences,
        words=reading.words,
        paragraphs=paragraphs,
        tokens=reading.tokens,
        quotes=find_quotes(text, paragraphs),
        turns=find_turns(text, paragraphs),
        mentions=complete_names(text, split_names(text, reading.mentions)),
    )
    found = find_attributions(document, candidates=reading.candidates, reread=partial(reader.reread, text))
    document = replace(document, attributions=found)
    document = replace(document, standings=tuple(qualify(document, a) for a in found))
    document = replace(document, entities=find_entities(document))
    document = replace(document, chained=chain_phrases(document))
    document = replace(document, attributions=name_speakers(document))
    sources = [span for attribution in document.attributions for span in attribution.source]
    document = replace(
        document,
        times=find_times(text, article.published),
        places=find_places(text, document.mentions, sources),
    )
    document = replace(document, events=find_events(document, reading.pairs.code))
    document = replace(document, stances=find_stances(document, reading.pairs.sentiment))
    return replace(document, claims=compose_claims(document, stand=partial(qualify_span, document)))


def read_documents(articles: Iterable[Article], reader: Reader) -> Iterator[Document]:
    """`read_document` for each article, in the order given, one at a time."""
    for article in articles:
        yield read_document(article, reader)
