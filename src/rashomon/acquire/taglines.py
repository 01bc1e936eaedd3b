"""Lines of tags, and lines that are nothing but an address."""

from __future__ import annotations

import re

from rashomon.acquire.blocks import Block

_LABELLED = re.compile(
    r"(?:tags?|tagged|topics?|keywords?|categor(?:y|ies)|filed under|labels?|sections?|posted in|"
    r"in this (?:story|article)|rubrics?|(?:themes?|topics?)(?: of the (?:day|week))?|"
    r"more about)\s*[:：-]\s*\S",
    re.I,
)
_HASHTAGS = re.compile(r"(?:#[\w-]+[\s,;|·•]*){1,20}")
_LINK = re.compile(
    r"<?(?:https?://|www\.)\S+>?|(?:pic\.twitter\.com|t\.co|bit\.ly|t\.me|youtu\.be)/\S+", re.I
)
_SEPARATOR = re.compile(r"\s*[,;|/·•\n]\s*|\s{3,}")
_MOST_WORDS, _MOST_ITEM_WORDS = 20, 4
_MOST_LABEL_WORDS, _PROSE_WORDS = 4, 8
_VERB = re.compile(
    r"\b(?:is|are|was|were|be|has|have|had|will|would|did|does|do|can|could|may|must|said|says|\w+(?:ed|ght))\b"
)
_SMALL = frozenset(["of", "the", "and", "in", "on", "for", "to", "de", "la", "al", "el", "von", "van", "bin"])


def is_bare_link(paragraph: str) -> bool:
    """Whether a paragraph is an address and nothing else.

    >>> is_bare_link("https://courier.example/dam"), is_bare_link("See https://courier.example/dam")
    (True, False)
    """
    return _LINK.fullmatch(paragraph.strip()) is not None


def is_label_line(paragraph: str) -> bool:
    """Whether a paragraph names its tags as such, or is hashtags only.

    >>> is_label_line("Tags: dam, mayor"), is_label_line("#dam #mayor"), is_label_line("Section 5 - is void.")
    (True, True, False)
    """
    paragraph = paragraph.strip()
    if _HASHTAGS.fullmatch(paragraph):
        return True
    return bool(_LABELLED.match(paragraph)) and len(paragraph.split()) <= 40 and not paragraph.endswith(".")


def is_tag_line(block: Block, before: Block) -> bool:
    """Whether the last paragraph is a list of subjects and places: after prose, short, capitals, no end.

    A single name may be the signature of a letter: only two or more make a list.
    """
    if block.words > _MOST_WORDS or block.is_ended or not before.is_ended:
        return False
    items = [item for item in _SEPARATOR.split(block.text.strip(" \xa0\t•·,|")) if item]
    return len(items) > 1 and all(_is_tag(item) for item in items)


def is_dangling(block: Block, before: Block) -> bool:
    """Whether the last paragraph is a word or two behind prose that has ended: a button, a label, a name.

    A verb makes it a sentence whose full stop was forgotten.
    """
    if (
        block.words > _MOST_LABEL_WORDS
        or block.is_ended
        or not before.is_ended
        or before.words < _PROSE_WORDS
    ):
        return False
    return block.text[0].isalnum() and not _VERB.search(block.text.lower())


def _is_tag(item: str) -> bool:
    words = [word for word in item.split() if word.lower() not in _SMALL]
    return 0 < len(words) <= _MOST_ITEM_WORDS and all(
        word[0].isupper() or word[0].isdigit() for word in words
    )
