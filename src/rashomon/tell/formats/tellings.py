"""Claims with all that a file for another tool says of them: article, words about them, names, link."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePath

from rashomon.store.rows import ArticleRow, ClaimRow, Stretch, VoiceRow
from rashomon.store.store import Store
from rashomon.tell.formats.addresses import link_to_words
from rashomon.tell.wording import label_articles, plain, standing_words, voice_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A claim and the article that tells it."""

    claim: ClaimRow
    article: ArticleRow
    key: str
    """The article's key; it changes with the text."""
    label: str
    text: str
    """The article's."""
    paragraph: int | None
    names: Mapping[str, str]
    """Of actors, by id."""
    kinds: Mapping[str, str]
    """person, organisation...: of actors, by id."""

    @property
    def speaker(self) -> str:
        """Whose words these are, by the name that the case knows."""
        return self.name_of(self.claim.speaker)

    @property
    def chain(self) -> list[str]:
        """Through whom it reaches the reader, the outlet first."""
        return [self.name_of(voice) for voice in self.claim.voices]

    @property
    def standing(self) -> str:
        """How it stands, in words; never empty."""
        said = "said not to be so" if self.claim.polarity == "negative" else "said to be so"
        return standing_words(self.claim) or said

    @property
    def link(self) -> str | None:
        """An address that opens the page at its words; None where the article has none on the web."""
        return link_to_words(self.article.url, self.claim.text)

    def name_of(self, voice: VoiceRow) -> str:
        """What to call a voice."""
        known = self.names.get(voice.actor or "")
        return plain(known) if known and voice.kind == "named" else voice_words(voice, self.label)

    def words(self, span: Stretch | None) -> str | None:
        """The article's characters there."""
        return None if span is None else span.of(self.text)


def tellings(store: Store) -> Iterator[Telling]:
    """All claims, by article and place; one article is held at a time."""
    articles = {row.article: row for row in store.articles()}
    labels, keys = label_articles(list(articles)), store.keys()
    actors = store.actors()
    names = {actor.id: actor.name for actor in actors}
    kinds = {actor.id: actor.kind for actor in actors}
    for name, claims in groupby(store.claims(), key=lambda claim: claim.article):
        text, paragraphs = store.text(name), store.paragraphs(name)
        for claim in claims:
            yield Telling(
                claim=claim,
                article=articles[name],
                key=keys[name],
                label=labels[name],
                text=text,
                paragraph=_paragraph(claim, paragraphs),
                names=names,
                kinds=kinds,
            )


def title_of(article: ArticleRow) -> str:
    """The article's title; its file's name where none is stated."""
    return plain(article.title or "") or plain(PurePath(article.article).name)


def _paragraph(claim: ClaimRow, paragraphs: Sequence[Stretch]) -> int | None:
    return bisect_right(paragraphs, claim.span.start, key=lambda paragraph: paragraph.start) or None
