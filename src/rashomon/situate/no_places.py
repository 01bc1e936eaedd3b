"""What is called a place but is a ship, a body, a person or a people, by the words of the whole article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rashomon.names.countries import country_of
from rashomon.records import Mention
from rashomon.situate.gazetteer import entries
from rashomon.situate.place_words import place_words

_LAST_WORD = re.compile(r"([^\W\d_]+)[\s\"“”'‘’«»]*$")
_WITHIN = re.compile(r"\b(?:in|at|near|from|into|towards?)\s(?:the\s)?$")
_PEOPLE = re.compile(r"(?:i|e)an$|ese$")


class NoPlaces:
    """The names of an article that are of something else wherever they stand; read once."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self._text = text
        names = [(m, " ".join(m.span.of(text).split())) for m in mentions if m.form == "name"]
        full = {name for m, name in names if m.kind == "person" and " " in name}
        self._persons = full | {name.split()[-1] for name in full}
        self._ships = {name for m, name in names if self._is_ship(m)}

    def why(self, mention: Mention) -> str | None:
        """Why a mention that is called a place is none; None where nothing says so.

        >>> from rashomon.records import Span
        >>> text = "The freighter Corwen left."
        >>> ship = Mention(span=Span(14, 20), kind="place", form="name")
        >>> NoPlaces(text, [ship]).why(ship)
        'a ship'
        """
        name = " ".join(mention.span.of(self._text).split())
        if name.islower() and not self._text.islower():
            return "a common word"
        if name in self._ships:
            return "a ship"
        words = name.split()
        bodies = place_words().bodies
        if len(words) > 1 and (words[-1].lower() in bodies["last"] or words[0].lower() in bodies["first"]):
            return "a body" if not entries(name) else None
        is_known = bool(entries(name)) or country_of(name) is not None
        stands_in = bool(_WITHIN.search(self._text, max(0, mention.span.start - 9), mention.span.start))
        if name.removesuffix("'s").removesuffix("’s") in self._persons and not is_known and not stands_in:
            return "a person"
        if len(words) == 1 and _PEOPLE.search(name) and not is_known:
            return "a people"
        return None

    def _is_ship(self, mention: Mention) -> bool:
        lead = _LAST_WORD.search(self._text[max(0, mention.span.start - 30) : mention.span.start])
        first = mention.span.of(self._text).split()[0]
        return bool(lead and lead[1].lower() in place_words().bodies["ships"]) or (
            first in place_words().bodies["prefixes"]
        )
