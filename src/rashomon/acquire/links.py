"""Paragraphs that are known by their build: titles of other pieces behind a label, and rows of buttons."""

from __future__ import annotations

import re
from functools import cache

from rashomon.acquire.phrases import any_of, load_phrases

_LABEL_ENDS = re.compile(r"[:?]")
_BARS = re.compile(r"\s*[|•·¦]\s*")
_STRAIGHT = str.maketrans("’‘", "''")
_MOST_LABEL_CHARACTERS, _MOST_LABEL_WORDS, _MOST_LINK_WORDS, _MOST_ITEM_WORDS = 45, 8, 40, 4


@cache
def _label() -> re.Pattern[str]:
    table = load_phrases()["links"]
    telling = any_of(table["telling"])
    word = any_of([*table["telling"], *table["beside"]])
    return re.compile(rf"(?=.*{telling})(?:{word}[ ,]*)+|{any_of(table['whole'])}", re.I)


def is_link_list(paragraph: str) -> bool:
    """Whether a paragraph is a label that offers other pieces, and their titles.

    >>> is_link_list("On this topic: Who opened the sluice? | Ten bridges of the Vale")
    True
    >>> is_link_list("On this point: nobody agrees."), is_link_list("More on this topic: the mayor lied.")
    (False, False)
    """
    end = _LABEL_ENDS.search(paragraph[:_MOST_LABEL_CHARACTERS])
    if end is None:
        return False
    label, titles = paragraph[: end.start()].strip().translate(_STRAIGHT), paragraph[end.end() :].strip()
    if not titles or len(label.split()) > _MOST_LABEL_WORDS or not _label().fullmatch(label):
        return False
    return titles[0].isupper() and not titles.endswith(".") and len(titles.split()) <= _MOST_LINK_WORDS


def is_menu(paragraph: str) -> bool:
    """Whether a paragraph is a row of buttons: short items between bars, no figures, no end.

    >>> is_menu("House rules | Terms | Imprint"), is_menu("Labour | 34 | Greens | 12"), is_menu("Home")
    (True, False, False)
    """
    items = _BARS.split(paragraph.strip())
    return len(items) > 1 and all(
        item and len(item.split()) <= _MOST_ITEM_WORDS and not re.search(r"\d|\.$", item) for item in items
    )
