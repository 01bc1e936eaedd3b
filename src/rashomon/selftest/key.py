"""The answer key of a case: read from YAML, checked, and tied to the text of the articles it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

from rashomon.errors import RashomonError
from rashomon.records import Certainty, Kind, Mode, Polarity, Quotation, Span, Spans, SpeakerKind
from rashomon.selftest.anchors import Collapsed, Quoted, place_parts
from rashomon.selftest.case_key import CaseKey, parse_case
from rashomon.selftest.happenings import Happenings, parse_happenings

KINDS = ("direct", "mixed", "indirect", "rumour", "interview", "nested")
"""The kinds of attribution by which errors are told apart."""

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "speaker_kind": get_args(SpeakerKind),
    "quotation": get_args(Quotation),
    "kind": KINDS,
    "polarity": get_args(Polarity),
    "certainty": get_args(Certainty),
    "mode": get_args(Mode),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAttribution:
    """One attribution as the key has it."""

    id: str
    source: tuple[Quoted, ...]
    cue: tuple[Quoted, ...]
    content: tuple[Quoted, ...]
    speaker: str | None
    speaker_kind: str
    quotation: str
    kind: str
    parent: str | None
    polarity: str
    certainty: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyArticle:
    """One article as the key has it."""

    name: str
    outlet: str | None
    published: str | None
    opinion: bool
    furniture: tuple[Quoted, ...]
    attributions: tuple[KeyAttribution, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyActor:
    """One actor as the key has it, with its spellings article by article."""

    name: str
    kind: str
    spelled: Mapping[str, tuple[Quoted, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The whole answer key."""

    articles: tuple[KeyArticle, ...]
    actors: tuple[KeyActor, ...]
    happenings: tuple[Happenings, ...] = ()
    """Events, sides, times and places, for the articles where the key has them."""
    case: CaseKey = field(default_factory=CaseKey)
    """What it says across articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedAttribution:
    """An attribution of the key with its spans in the article."""

    key: KeyAttribution
    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedArticle:
    """An article of the key with its spans in the text that the program took in."""

    key: KeyArticle
    furniture: Spans
    attributions: tuple[PlacedAttribution, ...]
    names: tuple[tuple[Span, str], ...]
    """Where an actor is named, and its name in the key."""


class _Complaints:
    """Gathers everything wrong with a key, so that its writer sees all of it at once."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add(self, where: str, what: str) -> None:
        self.found.append(f"{where}: {what}")

    def raise_any(self, title: str) -> None:
        if self.found:
            listed = "\n  ".join(self.found)
            raise RashomonError(
                f"{title}, {len(self.found)} places:\n  {listed}\n", hint="Mend the key or the articles."
            )


def load_key(path: Path) -> Key:
    """The answer key in a YAML file.

    Raises:
        RashomonError: the file is not a key; the message names every place that is wrong.
    """
    import yaml

    # Where PyYAML was built with it, the safe loader in C spares seconds.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (OSError, yaml.YAMLError) as error:
        raise RashomonError(f"{path}: the answer key cannot be read: {error}") from error
    return parse_key(raw)


def parse_key(raw: object) -> Key:
    """The answer key in what YAML made of it.

    Raises:
        RashomonError: it is not a key; the message names every place that is wrong.
    """
    complaints = _Complaints()
    articles = tuple(_article(item, complaints) for item in _list(raw, "articles"))
    actors = tuple(_actor(item, complaints) for item in _list(raw, "actors"))
    if not articles:
        complaints.add("key", "there are no articles in it")
    known = {article.name for article in articles}
    for actor in actors:
        for name in sorted(set(actor.spelled) - known):
            complaints.add(f"actor {actor.name}", f"{name!r} is not an article of the key")
    _complain_of_twins([actor.name for actor in actors], "two actors", complaints)
    _complain_of_twins([article.name for article in articles], "two articles", complaints)
    happenings, wrong = parse_happenings(_list(raw, "happenings"))
    for one in [*wrong, *(f"no article {h.article!r}" for h in happenings if h.article not in known)]:
        complaints.add("happenings", one)
    case, faults = parse_case(raw, {one.name: [item.id for item in one.attributions] for one in articles})
    complaints.found += faults
    complaints.raise_any("The answer key does not hold together")
    return Key(articles=articles, actors=actors, happenings=happenings, case=case)


def _list(raw: object, name: str) -> list[Any]:
    found = raw.get(name) if isinstance(raw, Mapping) else None
    return found if isinstance(found, list) else []


def _complain_of_twins(names: Sequence[str], what: str, complaints: _Complaints) -> None:
    for name in sorted({name for name in names if names.count(name) > 1}):
        complaints.add("key", f"{what} are called {name!r}")


def _article(raw: Mapping[str, Any], complaints: _Complaints) -> KeyArticle:
    name = str(raw.get("article"))
    attributions = tuple(_attribution(item, name, complaints) for item in raw.get("attributions") or [])
    ids = [attribution.id for attribution in attributions]
    _complain_of_twins(ids, f"{name}: two attributions", complaints)
    for attribution in attributions:
        if attribution.parent is not None and (
            attribution.parent not in ids or attribution.parent == attribution.id
        ):
            complaints.add(f"{name}, {attribution.id}", f"there is no parent {attribution.parent!r}")
    return KeyArticle(
        name=name,
        outlet=_text(raw.get("outlet")),
        published=_text(raw.get("published")),
        opinion=bool(raw.get("opinion")),
        furniture=_quoted_list(raw.get("furniture")),
        attributions=attributions,
    )


def _attribution(raw: Mapping[str, Any], article: str, complaints: _Complaints) -> KeyAttribution:
    name = str(raw.get("id"))
    for choice, allowed in _CHOICES.items():
        if raw.get(choice) not in allowed:
            complaints.add(
                f"{article}, {name}", f"{choice} is {raw.get(choice)!r}, not one of {', '.join(allowed)}"
            )
    if not raw.get("content"):
        complaints.add(f"{article}, {name}", "it has no content")
    return KeyAttribution(
        id=name,
        source=_quoted_list(raw.get("source")),
        cue=_quoted_list(raw.get("cue")),
        content=_quoted_list(raw.get("content")),
        speaker=_text(raw.get("speaker")),
        parent=_text(raw.get("parent")),
        **{choice: str(raw.get(choice)) for choice in _CHOICES},
    )


def _actor(raw: Mapping[str, Any], complaints: _Complaints) -> KeyActor:
    name = str(raw.get("name"))
    if raw.get("kind") not in get_args(Kind):
        complaints.add(
            f"actor {name}", f"kind is {raw.get('kind')!r}, not one of {', '.join(get_args(Kind))}"
        )
    spelled = {str(article): _quoted_list(forms) for article, forms in (raw.get("spelled") or {}).items()}
    return KeyActor(name=name, kind=str(raw.get("kind")), spelled=spelled)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _quoted_list(raw: object) -> tuple[Quoted, ...]:
    items = raw if isinstance(raw, list) else [] if raw is None else [raw]
    return tuple(_quoted(item) for item in items)


def _quoted(item: object) -> Quoted:
    if isinstance(item, Mapping):
        return Quoted(str(item.get("text")), int(item.get("nth") or 1))
    return Quoted(str(item))


def place_article(key: Key, article: KeyArticle, text: str, *, extracted: bool) -> PlacedArticle:
    """The spans of everything that the key says about one article.

    ``extracted``: the text was taken out of a page or document, so that furniture may rightly be gone.

    Raises:
        RashomonError: a string of the key is not in the text; the message names all of them.
    """
    collapsed = Collapsed(text)
    complaints = _Complaints()
    furniture: list[Span] = []
    for quoted in article.furniture:
        found = collapsed.select(quoted)
        furniture += found
        if not found and not extracted:
            complaints.add("furniture", _absent(quoted))
    attributions = [_place_attribution(collapsed, item, complaints) for item in article.attributions]
    names = _place_names(collapsed, article.name, key.actors, complaints)
    complaints.raise_any(f"{article.name}: the answer key quotes what the text does not have")
    return PlacedArticle(
        key=article,
        furniture=tuple(sorted(furniture)),
        attributions=tuple(item for item in attributions if item is not None),
        names=names,
    )


def _absent(quoted: Quoted) -> str:
    return f"{quoted.text!r}" + (f" (occurrence {quoted.nth})" if quoted.nth else "")


def _place_attribution(
    text: Collapsed, key: KeyAttribution, complaints: _Complaints
) -> PlacedAttribution | None:
    absent = [
        f"{part} {_absent(quoted)}"
        for part, strings in (("source", key.source), ("cue", key.cue), ("content", key.content))
        for quoted in strings
        if not text.select(quoted)
    ]
    for what in absent:
        complaints.add(f"attribution {key.id}", what)
    if absent:
        return None
    content = tuple(text.select(quoted)[0] for quoted in key.content)
    source, cue = place_parts(text, source=key.source, cue=key.cue, content=content)
    return PlacedAttribution(key=key, source=source, cue=cue, content=content)


def _place_names(
    text: Collapsed, article: str, actors: Sequence[KeyActor], complaints: _Complaints
) -> tuple[tuple[Span, str], ...]:
    """Each string stands for all its occurrences that no longer string covers, nor an nth one takes."""
    forms = [(quoted, actor.name) for actor in actors for quoted in actor.spelled.get(article, ())]
    forms.sort(key=lambda form: (-len(form[0].text), form[0].nth is None, form[0].text, form[1]))
    placed: dict[Span, tuple[str, int | None]] = {}
    for quoted, actor in forms:
        found = text.select(quoted)
        if not found:
            complaints.add(f"actor {actor}", _absent(quoted))
        for span in found:
            holder, nth = placed.get(span, (actor, None))
            if holder != actor and nth is None:
                complaints.add(f"actors {holder} and {actor}", f"both claim {_absent(quoted)}")
            elif not any(span.overlaps(taken) for taken in placed):
                placed[span] = (actor, quoted.nth)
    return tuple(sorted((span, holder) for span, (holder, _) in placed.items()))
