"""Whom and what a person points at: names, beginnings of ids, file names made into anchors that last."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from rashomon.errors import CaseError, UsageError
from rashomon.names.folding import fold
from rashomon.resolve.verdicts import Anchor
from rashomon.store.anchors import ArticleAnchor, ClaimAnchor, in_words
from rashomon.store.database import Database
from rashomon.store.match import actors_called, articles_called, is_part_of, names_near
from rashomon.survey.forecasts import prediction_id

# A bare surname in more articles than this is anchored in the first of them.
_MOST_ARTICLES = 50
_MOST_SHOWN = 8
_ID = 8


class _Entity(NamedTuple):
    """An entity of an article, and the actor it is part of."""

    actor: str
    actor_name: str
    kind: str
    name: str
    article: str
    number: int

    @property
    def is_person(self) -> bool:
        return self.kind == "person"


_GIVEN, _NAMED, _SPELLED, _PARTLY = range(4)
"""How directly words name an entity: by its article, by its best name, as it is spelled there, in part."""


class _Pointed(NamedTuple):
    """An actor, by the words that a person gave."""

    words: str
    entities: tuple[_Entity, ...]
    """All of the actor."""
    meant: dict[_Entity, int]
    """Those that the words themselves name, and how directly."""
    article: str | None
    """Given in so many words: NAME@ARTICLE."""

    @property
    def actor(self) -> str:
        return self.entities[0].actor

    @property
    def called(self) -> list[_Entity]:
        """Those of the actor that have the name meant: the actor's own, or else the most frequent."""
        names = Counter(fold(one.name) for one in self.meant or self.entities)
        own = fold(self.entities[0].actor_name)
        name = min(names, key=lambda name: (name != own, -names[name], name))
        return [one for one in self.entities if fold(one.name) == name]


def point_at_actors(database: Database, left: str, right: str) -> tuple[Anchor, Anchor]:
    """The two actors that the words mean; where both mean one actor, its parts that they name.

    Words are a name in any spelling, ``NAME@ARTICLE``, or an actor's id.

    Raises:
        CaseError: They mean nobody, several, or what cannot be told apart.
    """
    everybody = _entities(database)
    one, two = (_pointed(database, words, everybody) for words in (left, right))
    if one.actor != two.actor:
        return _anchor(one, one.called, everybody), _anchor(two, two.called, everybody)
    mine, theirs = _parts(one, two)
    return _anchor(one, mine, everybody, rest=theirs), _anchor(two, theirs, everybody, rest=mine)


def _entities(database: Database) -> list[_Entity]:
    rows = database.rows(
        "SELECT x.id, x.name, x.kind, e.name, a.name, e.number FROM actor_member k"
        " JOIN actor x ON x.id = k.actor JOIN article a ON a.key = k.article"
        " JOIN entity e ON e.article = k.article AND e.number = k.entity ORDER BY a.name, e.number"
    )
    return [_Entity(*row) for row in rows]


def _pointed(database: Database, words: str, everybody: Sequence[_Entity]) -> _Pointed:
    name, article = _with_article(database, words)
    found = actors_called(database, name)
    if article is not None:
        found &= {one.actor for one in everybody if one.article == article}
    found = _likeliest(found, name, everybody)
    if not found:
        raise _nobody(database, words, article)
    if len(found) > 1:
        raise CaseError(f"{words!r} may mean {_candidates(found, everybody)}", hint=_SAY_MORE)
    entities = tuple(one for one in everybody if one.actor in found)
    return _Pointed(words, entities, _meant(database, entities, name, article), article)


_SAY_MORE = "Give more of the name, or an article with it: NAME@ARTICLE."


def _with_article(database: Database, words: str) -> tuple[str, str | None]:
    """The name and, where the words end in the name of an article, that article."""
    places = [place for place, sign in enumerate(words) if sign == "@" and 0 < place < len(words) - 1]
    if not places or actors_called(database, words):
        return words, None
    for place in places:
        try:
            articles = articles_called(database, words[place + 1 :].strip())
        except CaseError:
            if place == places[-1]:
                raise
            continue
        if len(articles) > 1:
            raise CaseError(
                f"{words[place + 1 :]!r} may mean {', '.join(articles[:_MOST_SHOWN])}",
                hint="Give the article's whole name.",
            )
        return words[:place].strip(), articles[0]
    return words, None


def _likeliest(found: frozenset[str], name: str, everybody: Iterable[_Entity]) -> frozenset[str]:
    """Of several who may be meant the one whose own name it is."""
    if len(found) < 2:
        return found
    own = {one.actor for one in everybody if one.actor in found and fold(one.actor_name) == fold(name)}
    return frozenset(own) if len(own) == 1 else found


def _meant(
    database: Database, entities: Sequence[_Entity], name: str, article: str | None
) -> dict[_Entity, int]:
    """Which entities of an actor the words name."""
    if article is not None:
        within = [one for one in entities if one.article == article]
        own = [one for one in within if fold(one.name) == fold(name)]
        return dict.fromkeys(own or within, _GIVEN)
    rows = database.rows(
        "SELECT DISTINCT a.name, m.entity, substr(a.text, m.start + 1, m.stop - m.start) FROM actor_member k"
        " JOIN mention m ON m.article = k.article AND m.entity = k.entity AND m.form = 'name'"
        " JOIN article a ON a.key = k.article WHERE k.actor = ?",
        (entities[0].actor,),
    )
    words = fold(name)
    spelled = {(article, number) for article, number, text in rows if fold(text) == words}
    meant = {}
    for one in entities:
        if fold(one.name) == words:
            meant[one] = _NAMED
        elif (one.article, one.number) in spelled:
            meant[one] = _SPELLED
        elif is_part_of(words, fold(one.name)):
            meant[one] = _PARTLY
    return meant


def _nobody(database: Database, words: str, article: str | None) -> CaseError:
    if article is not None:
        return CaseError(f"{words!r}: nobody is called so in {article}", hint="See: rashomon actors")
    near = names_near(database, words)
    return CaseError(
        f"nobody in the case is called {words!r}",
        hint=f"Near it: {', '.join(near)}" if near else "List them with: rashomon actors",
    )


def _candidates(found: frozenset[str], everybody: Sequence[_Entity]) -> str:
    """Those who may be meant, each as it can be pointed at."""
    told = []
    for actor in sorted(found):
        own = [one for one in everybody if one.actor == actor]
        articles = sorted({one.article for one in own})
        count = f"{len(articles)} article{'s' * (len(articles) != 1)}"
        first = min(own, key=lambda one: (fold(one.name) != fold(one.actor_name), one.article))
        told.append((-len(articles), f"{first.name}@{first.article} ({first.kind}, {count})"))
    shown = [text for _, text in sorted(told)]
    return "; ".join(shown[:_MOST_SHOWN]) + ("; ..." if len(shown) > _MOST_SHOWN else "")


def _parts(one: _Pointed, two: _Pointed) -> tuple[list[_Entity], list[_Entity]]:
    """The parts of one actor that the two mean; what both do goes to the one that names it more directly."""
    far = _PARTLY + 1
    mine = {entity for entity, level in one.meant.items() if level < two.meant.get(entity, far)}
    theirs = {entity for entity, level in two.meant.items() if level < one.meant.get(entity, far)}
    names = {fold(entity.name) for entity in mine} & {fold(entity.name) for entity in theirs}
    places = {entity.article for entity in mine} & {entity.article for entity in theirs}
    if not mine or not theirs or (names and places):
        name = one.entities[0].actor_name
        raise CaseError(
            f"{one.words!r} and {two.words!r} are one actor, {name}, and these words do not part it",
            hint="A verdict parts what different articles say: point at one of each, "
            f"such as {name}@{one.entities[0].article}",
        )
    return sorted(mine), sorted(theirs)


def _anchor(
    pointed: _Pointed, meant: Sequence[_Entity], everybody: Sequence[_Entity], *, rest: Sequence[_Entity] = ()
) -> Anchor:
    """An anchor that holds ``meant`` and none of the others.

    A name that tells who it is stands alone; a bare surname, "the Council", a name that two bear, and what
    was given with its article stand with their articles.
    """
    others = [one for one in everybody if one.actor != pointed.actor] + list(rest)
    borne = {fold(one.name) for one in others}
    names = tuple({fold(one.name): one.name for one in sorted(meant)}.values())
    telling = [n for n in names if fold(n) not in borne and _identifies(n, meant[0].is_person)]
    if telling and not (rest and pointed.article is not None):
        return Anchor(names=tuple(telling))
    folded = {fold(name) for name in names}
    namesakes = [one for one in others if fold(one.name) in folded]
    is_mixed = any(one.is_person != meant[0].is_person for one in namesakes)
    taken = {one.article for one in namesakes if one.is_person == meant[0].is_person}
    articles = sorted({one.article for one in meant} - taken)
    if not articles:
        raise CaseError(
            f"{pointed.words!r} cannot be told from another of that name in {', '.join(sorted(taken)[:3])}",
            hint="Point at it by an article that has but one of them: NAME@ARTICLE.",
        )
    return Anchor(
        names=names,
        articles=tuple(articles[:_MOST_ARTICLES]),
        is_person=meant[0].is_person if is_mixed else None,
    )


def _identifies(name: str, is_person: bool) -> bool:
    """Whether a name tells who it is wherever it stands."""
    from rashomon.names.parsing import parse_person
    from rashomon.resolve.case_bodies import is_generic

    return bool(parse_person(name).given) if is_person else not is_generic(name)


def point_at_claim(database: Database, prefix: str) -> ClaimAnchor:
    """The claim whose id begins so.

    Raises:
        CaseError: There is none, or more than one.
    """
    found = claims_starting(database, prefix)
    if not found:
        raise CaseError(f"no claim starts with {prefix!r}", hint="List them with: rashomon claims")
    if len(found) > 1:
        raise CaseError(
            f"{prefix!r} is the start of several claims: {_listed(found)}", hint="Give more of it."
        )
    return found[0]


def claims_starting(database: Database, prefix: str) -> list[ClaimAnchor]:
    """The claims whose ids begin so, a few of them at most."""
    if not prefix:
        return []
    rows = database.rows(
        "SELECT c.id, a.name, substr(a.text, c.start + 1, c.stop - c.start), v.name FROM claim c"
        " JOIN article a ON a.key = c.article"
        " JOIN voice v ON v.claim = c.id AND v.depth = (SELECT max(depth) FROM voice WHERE claim = c.id)"
        f" WHERE substr(c.id, 1, ?) = ? ORDER BY c.id LIMIT {_MOST_SHOWN}",
        (len(prefix), prefix.casefold()),
    )
    return [ClaimAnchor(id=one, article=article, text=text, by=by) for one, article, text, by in rows]


def point_at_prediction(database: Database, prefix: str) -> ClaimAnchor:
    """The claim that is the prediction whose id, or whose claim's id, begins so.

    Raises:
        CaseError: There is none, or more than one.
    """
    if not prefix:
        raise UsageError("say which prediction", hint="List them with: rashomon predictions")
    found = _predictions_starting(database, prefix.casefold())
    if not found:
        raise CaseError(f"no prediction starts with {prefix!r}", hint="List them with: rashomon predictions")
    anchors = [_foretold(database, *row) for row in found[:_MOST_SHOWN]]
    if len(anchors) > 1:
        told = "; ".join(
            f"{one[: _ID + 2]} {in_words(anchor)}" for (one, _), anchor in zip(found, anchors, strict=False)
        )
        raise CaseError(f"{prefix!r} is the start of several predictions: {told}", hint="Give more of it.")
    return anchors[0]


def _predictions_starting(database: Database, prefix: str) -> list[tuple[str, str]]:
    """Id and claim of those that are listed; of one told again elsewhere, of that which is listed for all.

    Else of what any claim about what will be might foretell.
    """
    rows = database.rows("SELECT id, claim FROM prediction ORDER BY id")
    listed = told_again(database)
    claims = database.rows("SELECT id FROM claim WHERE mode IN ('predicted', 'conditional') ORDER BY id")
    foretold = [(prediction_id(claim), claim) for (claim,) in claims]
    for known in (rows, foretold):
        for place in (0, 1):
            found = [row for row in known if row[place].startswith(prefix)]
            if found:
                told = (listed.get(row[1], row) for row in found) if known is foretold else found
                return list(dict.fromkeys(told))
    return []


def told_again(database: Database) -> dict[str, tuple[str, str]]:
    """Of each claim that tells a prediction again: id and claim of that which is listed for all."""
    rows = database.rows("SELECT id, claim, copies FROM prediction ORDER BY id")
    return {copy: (one, claim) for one, claim, copies in rows for copy in json.loads(copies)}


def _foretold(database: Database, prediction: str, claim: str) -> ClaimAnchor:
    anchor = point_at_claim(database, claim)
    places = (place for place in range(len(anchor.text)) if prediction_id(claim, place) == prediction)
    return replace(anchor, place=next(places, 0))


def _listed(claims: Sequence[ClaimAnchor]) -> str:
    return "; ".join(f"{one.id[: _ID + 2]} {in_words(one)}" for one in claims)


def point_at_article(database: Database, words: str) -> ArticleAnchor:
    """The article called so: by whole name, file name, or file name without ending.

    Raises:
        CaseError: There is none, or more than one.
    """
    found = articles_called(database, words)
    if len(found) > 1:
        raise CaseError(
            f"{words!r} may mean {', '.join(found[:_MOST_SHOWN])}", hint="Give the article's whole name."
        )
    return ArticleAnchor(article=found[0])
