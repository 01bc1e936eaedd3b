"""Whose words each attribution reports: the best name the article gives, and what sort of voice it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.names.institutions import body_class
from rashomon.names.outlets import is_outlet, is_own_house, stands_beside_outlet
from rashomon.names.wordlist import word_set
from rashomon.records import Attribution, Document, Entity, Span, hull
from rashomon.resolve.heads import is_inside, is_qualifier, rank_heads
from rashomon.resolve.interviews import interviewees, introduced_before
from rashomon.resolve.readings import clean_text
from rashomon.resolve.relatives import before_relative
from rashomon.resolve.scene import Scene, look_up
from rashomon.resolve.taken_up import Speaker, body_called, described_before, of_calling, told_of

_FIRST = word_set("i me my we us our")
_PRONOUNS = word_set("he she they it him her them his their who one both")
_RELATIVES = word_set("who which that whom")
_IMPERSONAL = word_set(
    "is was has had seems seemed appears appeared emerged turned turns follows would will may might"
)
_PASSIVE = word_set("is are was were be been")
_RUMOUR = word_set("rumour rumours rumor rumors hearsay gossip speculation")
_BARE_DESCRIPTION = re.compile(
    r"^(.*?)(?:,|\s+(?:who|which|whose|that|familiar|speaking|quoted|cited|read|seen|below|above|behind|beyond)\b"
    r"|\s+(?:taken|held|made|sent|shown|based|led|posted|released)\s+(?:at|in|by|from|on|to)\b|$)",
    re.DOTALL,
)
_OFFICIAL = word_set("government ministry army parliament council court police front union agency committee")


_RUMOURED = Speaker(None, "rumour")


@dataclass(slots=True)
class _Desk:
    """What is looked up again and again while one article's speakers are named."""

    document: Document
    scene: Scene
    homes: dict[int, Entity]
    answers: list[tuple[Span, Entity]]
    told: dict[int, Speaker] = field(default_factory=dict)
    """By attribution id."""

    def answerer(self, position: int) -> Speaker | None:
        for span, entity in self.answers:
            if span.start <= position < span.end:
                return Speaker(entity.name, "named", entity.number)
        return None

    def introduced(self, position: int) -> Speaker | None:
        """The one brought in to be asked, where the layout gives no turns."""
        number = introduced_before(self.document, self.scene, position)
        return None if number is None else Speaker(self.document.entities[number].name, "named", number)

    def parent(self, attribution: Attribution) -> Speaker | None:
        return self.told.get(attribution.parent) if attribution.parent is not None else None


def name_speakers(document: Document) -> tuple[Attribution, ...]:
    """The document's attributions with ``speaker``, ``speaker_kind`` and ``entity`` filled.

    Needs mentions, entities, attributions and turns. ``speaker`` is the best name of the one who
    speaks; for an unnamed voice the words that describe it; None for a rumour. ``outlet`` is the
    press: another outlet or an agency, or the article's own speaking of itself ("our reporter").
    """
    scene = look_up(document)
    answered = interviewees(document, scene)
    desk = _Desk(
        document,
        scene,
        {index: entity for entity in document.entities for index in entity.mentions},
        [(turn.span, document.entities[number]) for turn, number in answered.items()],
    )
    for attribution in sorted(document.attributions, key=lambda a: (_depth(document, a), a.span)):
        desk.told[attribution.id] = _speaker(attribution, desk)
    return tuple(_filled(attribution, desk.told[attribution.id]) for attribution in document.attributions)


# "Everything indicated that ...": nobody says it.
_NO_VOICE = frozenset(["everything", "something", "nothing", "much"])
_NO_NAME = frozenset(["the", "a", "an", "this", "that", "and", "of", "its", "their", "his", "her"])


def _filled(attribution: Attribution, speaker: Speaker) -> Attribution:
    name = speaker.name
    if name is not None and speaker.entity is None and set(fold(name).split()) <= _NO_NAME:
        name = None  # a source cut short to its article names nobody
    return replace(attribution, speaker=name, speaker_kind=speaker.kind, entity=speaker.entity)


def _depth(document: Document, attribution: Attribution) -> int:
    depth, seen, parent = 0, {attribution.id}, attribution.parent
    by_id = {other.id: other for other in document.attributions}
    while parent is not None and parent in by_id and parent not in seen:
        seen.add(parent)
        depth, parent = depth + 1, by_id[parent].parent
    return depth


def _speaker(attribution: Attribution, desk: _Desk) -> Speaker:
    position = attribution.content[0].start
    if attribution.route == "rumour":
        return _RUMOURED
    if attribution.route == "interview":
        return desk.answerer(position) or desk.introduced(position) or Speaker(None, "unnamed")
    if not attribution.source:
        return _without_source(attribution, desk)
    return _of_source(attribution, desk)


def _without_source(attribution: Attribution, desk: _Desk) -> Speaker:
    quoted = attribution.route == "quotation" or attribution.quotation in ("direct", "mixed")
    if quoted and not _is_passive(attribution, desk):
        last = _last_speaker(attribution, desk)
        if last is not None:
            return last
    if not attribution.cue:
        answering = desk.answerer(attribution.content[0].start)
        if answering is not None:
            return answering
    return _RUMOURED


def _is_passive(attribution: Attribution, desk: _Desk) -> bool:
    """``They are likened to “a herd”``: by whom is not said."""
    words = fold(" ".join(span.of(desk.document.text) for span in attribution.cue)).split()
    return not _PASSIVE.isdisjoint(words) and not any(word.endswith("ing") for word in words[-1:])


def _last_speaker(attribution: Attribution, desk: _Desk) -> Speaker | None:
    """The speaker of the last attribution before it, in this paragraph or the one before."""
    here = desk.scene.paragraph(attribution.content[0].start)
    best: tuple[int, Speaker] | None = None
    for other in desk.document.attributions:
        speaker = desk.told.get(other.id)
        ends = other.span.start
        if (
            other is attribution
            or speaker is None
            or speaker.kind == "rumour"
            or other.parent != attribution.parent
        ):
            continue
        near = here - desk.scene.paragraph(other.span.end - 1)
        if ends < attribution.content[0].start and 0 <= near <= 1 and (best is None or ends > best[0]):
            best = (ends, speaker)
    return best[1] if best else None


def _of_source(attribution: Attribution, desk: _Desk) -> Speaker:
    text = clean_text(hull(attribution.source).of(desk.document.text))
    words = fold(text).split()
    if words and words[0] in _FIRST and len(words) == 1:
        return _first_person(attribution, desk, words[0])
    if is_own_house(text) and desk.parent(attribution) is None:
        return Speaker(desk.document.article.outlet or _description(text), "outlet")
    if set(words[:3]) & _RUMOUR:
        return _RUMOURED
    index = _head(attribution, desk)
    if index is not None:
        found = _of_mention(index, text, desk)
        if found is not None:
            return found
    return _of_words(attribution, text, words, desk)


def _first_person(attribution: Attribution, desk: _Desk, word: str) -> Speaker:
    position = attribution.source[0].start
    speaker = desk.answerer(position) or desk.parent(attribution)
    if speaker is not None:
        return speaker
    inside = [
        (len(hull(other.content)), desk.told[other.id])
        for other in desk.document.attributions
        if other.id in desk.told
        and other is not attribution
        and any(s.start <= position < s.end for s in other.content)
    ]
    if inside:
        return min(inside, key=lambda row: row[0])[1]
    if desk.scene.quote(position) is not None:
        last = _last_speaker(attribution, desk)
        return last or Speaker(word, "unnamed")
    return Speaker(desk.document.article.outlet or word, "outlet")


def _head(attribution: Attribution, desk: _Desk) -> int | None:
    """The mention that the source is about; None where its head is no mention ("the marshal's staff")."""
    mentions = desk.document.mentions
    for index in rank_heads(desk.document.text, attribution.source, mentions):
        mention = mentions[index]
        part = next(span for span in attribution.source if span.overlaps(mention.span))
        if is_inside(desk.document.text, part, mention) or is_qualifier(desk.document.text, part, mention):
            continue
        return index
    return None


def _of_mention(index: int, text: str, desk: _Desk) -> Speaker | None:
    mention, entity = desk.document.mentions[index], desk.homes.get(index)
    words = clean_text(mention.span.of(desk.document.text))
    if entity is None:
        return Speaker(words, "named") if mention.form == "name" else None
    named = any(desk.document.mentions[i].form == "name" for i in entity.mentions)
    if not named:
        official = body_class(entity.name) in _OFFICIAL and entity.name.lower().startswith(("the ", "our "))
        name = entity.name if mention.form == "pronoun" else _description(text)
        if official:
            short = _named_body(name) or name
            return Speaker(short if " " in short else name, "named", entity.number)
        told = desk.told.values()
        if mention.form == "pronoun":
            return told_of(entity.number, told) or Speaker(name, "unnamed", entity.number)
        body = body_called(name, mention.span.start, desk.document) if entity.kind == "organisation" else None
        return body or described_before(name, entity.number, told) or Speaker(name, "unnamed", entity.number)
    if entity.kind == "group" and mention.form == "name" and (_is_people(words) or _is_crowd(words)):
        return Speaker(words, "unnamed", entity.number)
    if mention.form == "nominal" and _is_crowd(words):
        return Speaker(_description(text), "unnamed", entity.number)
    is_press = entity.kind != "person" and _is_press(entity.name, text)
    return Speaker(entity.name, "outlet" if is_press else "named", entity.number)


def _is_press(name: str, source: str) -> bool:
    return is_outlet(name) or stands_beside_outlet(source, name)


def _is_people(words: str) -> bool:
    found = country_of(words.removeprefix("the ").removeprefix("The "))
    return found is not None and found.role == "people"


def _is_crowd(words: str) -> bool:
    head = _description(words).split(" of ")[0]
    return fold(head).endswith("s") and not fold(head).endswith("ss")


def _of_words(attribution: Attribution, text: str, words: list[str], desk: _Desk) -> Speaker:
    """A source without a mention that heads it: a pronoun, a known name in other words, a description."""
    if len(words) == 1 and words[0] in _NO_VOICE:
        return _RUMOURED
    if len(words) == 1 and words[0] in _RELATIVES:
        return _of_relative(attribution, text, desk)
    if words == ["it"]:
        return _of_it(attribution, desk)
    if len(words) == 1 and words[0] in _PRONOUNS:
        return _last_speaker(attribution, desk) or Speaker(text, "unnamed")
    bare = _description(text)
    for entity in desk.document.entities:
        if fold(entity.name) == fold(bare).removeprefix("the ") or fold(entity.name) == fold(bare):
            return Speaker(entity.name, "named", entity.number)
    position = attribution.source[0].start
    known = body_called(bare, position, desk.document) or of_calling(
        bare, position, desk.document, desk.scene
    )
    if known is not None:
        return known
    name = _named_body(bare)
    if name is None:
        return described_before(bare, None, desk.told.values()) or Speaker(bare, "unnamed")
    return Speaker(name, "outlet" if is_outlet(name) else "named")


def _of_relative(attribution: Attribution, text: str, desk: _Desk) -> Speaker:
    """The speaker that "who", "that" belong to; unnamed where that is not plain."""
    position, mentions = attribution.source[0].start, desk.document.mentions
    start = desk.scene.sentence_starts[desk.scene.sentence(position)]
    found = before_relative(desk.document.text, position, [mention.span for mention in mentions], start)
    if found is None or mentions[found].kind in ("date", "money"):
        return Speaker(text, "unnamed")
    return _of_mention(found, mentions[found].span.of(desk.document.text), desk) or Speaker(text, "unnamed")


def _of_it(attribution: Attribution, desk: _Desk) -> Speaker:
    """The body that "it" takes up, of this sentence or the one before; a rumour where "it" is nobody."""
    cue = fold(" ".join(span.of(desk.document.text) for span in attribution.cue)).split()
    if not cue or cue[0] in _IMPERSONAL:
        return _RUMOURED
    chained = _chained_body(attribution.source[0], desk.document)
    if chained is not None:
        return chained
    position = attribution.source[0].start
    here, ranked = desk.scene.sentence(position), []
    for entity in desk.document.entities:
        if entity.kind not in ("organisation", "place"):
            continue
        for index in entity.mentions:
            span = desk.document.mentions[index].span
            away = here - desk.scene.sentence(span.start)
            if span.end <= position and 0 <= away <= 1 and not desk.scene.owns(span):
                is_body = entity.kind == "organisation"
                ranked.append((is_body, desk.scene.subject_like(span), span.start, index))
    if not ranked:
        return _RUMOURED
    index = max(ranked)[-1]
    return _of_mention(index, desk.document.mentions[index].span.of(desk.document.text), desk) or _RUMOURED


def _chained_body(place: Span, document: Document) -> Speaker | None:
    """The named body or land that a chain of phrases ties a pronoun to."""
    number = next((number for mention, number in document.chained if mention.span == place), None)
    entity = next((entity for entity in document.entities if entity.number == number), None)
    if entity is None or entity.kind not in ("organisation", "place"):
        return None
    if not any(document.mentions[index].form == "name" for index in entity.mentions):
        return None
    return Speaker(entity.name, "outlet" if is_outlet(entity.name) else "named", entity.number)


_HEAD_END = re.compile(r"\s+(?:in|from|at|near|on|by|with|under|against|about|below|above|behind|inside)\s")
_DETERMINER = re.compile(
    r"^(?:the|a|an|this|that|some|two|one|three|several|many|most|both|its|their|his|her)\s+", re.IGNORECASE
)
_PEOPLES = re.compile(r"(?:ans|ians|ese|is|ers|men)$")


def _named_body(text: str) -> str | None:
    """The name in a source that heads it, without article and place; None for a description.

    >>> _named_body("the ministry of health in Dermond"), _named_body("Shopkeepers in Dermond")
    ('ministry of health', None)
    """
    cut = _HEAD_END.split(text, maxsplit=1)[0]
    bare = _DETERMINER.sub("", cut)
    head = re.split(r"\s+(?:of|for)\s", bare, maxsplit=1)[0]
    singular = not cut.lower().startswith(
        ("a ", "an ", "some ", "two ", "one ", "its ", "his ", "her ", "their ")
    )
    if not singular:
        return None
    if body_class(head) in _OFFICIAL:
        return bare
    tokens = head.split()
    named = len(tokens) > 1 and tokens[-1][:1].isupper() and tokens[0][:1].isupper()
    lone = len(tokens) == 1 and cut != text[: len(bare)] and tokens[0][:1].isupper()
    if (named or lone) and not _PEOPLES.search(tokens[-1]):
        return bare
    return None


def _description(text: str) -> str:
    """A source's words up to a comma or a relative clause.

    >>> _description("a captain, who was there"), _description("officials familiar with it")
    ('a captain', 'officials')
    """
    found = _BARE_DESCRIPTION.match(text)
    return (found.group(1) if found and found.group(1) else text).strip()
