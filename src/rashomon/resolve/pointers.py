"""Descriptions and pronouns of an article: whom "the general", "the expert", "he", "I" mean."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field

from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.names.institutions import body_class
from rashomon.names.parsing import Sex, rank_tier, title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Attribution, Document, Mention, Reason, Span
from rashomon.resolve.groups import Group, Reading
from rashomon.resolve.heads import rank_heads
from rashomon.resolve.readings import clean_text, role_head
from rashomon.resolve.relatives import before_relative
from rashomon.resolve.scene import REPORTING_VERBS, Scene

_SEXES: dict[str, Sex] = {
    **{word: "male" for word in ("he", "him", "his", "himself")},
    **{word: "female" for word in ("she", "her", "hers", "herself")},
}
_FIRST = word_set("i me my mine myself")
_PLURAL_FIRST = word_set("we us our ours ourselves")
_RELATIVE = word_set("who whom whose")
_THINGS = word_set("it its itself")
_CROWD = word_set("they them their theirs themselves")
_DEFINITE = ("the ", "this ", "that ", "his ", "her ", "their ", "its ", "these ", "those ")
_SUBORDINATORS = word_set("after before while because as when if although though since until unless")
"""A pronoun behind one of these is sooner somebody of its own sentence than the last who spoke."""
_SUBJECTS = word_set("he she i we they it who")
_REACH = 3
"""Sentences back that a pronoun may point."""
_LONG_REACH = 40


@dataclass(slots=True)
class Trail:
    """Who has been mentioned so far, in order: position, group, whether as a subject."""

    groups: list[Group]
    scene: Scene
    sources: tuple[tuple[Span, Attribution], ...] = ()
    """The spans of sources, sorted, with what they are sources of."""
    steps: list[tuple[int, Group, bool]] = field(default_factory=list)
    heads: frozenset[int] = frozenset()
    """Where the mentions start that sources are about."""
    contents: tuple[Span, ...] = ()
    """Of the attributions, sorted."""

    def note(self, span: Span, group: Group) -> None:
        """Adds a mention; kept sorted by position."""
        step = (span.start, group, self.scene.subject_like(span) and not self.scene.owns(span))
        self.steps.insert(bisect_left(self.steps, step[0], key=lambda row: row[0]), step)

    def back(self, position: int, sentences: int) -> list[tuple[int, Group, bool]]:
        """The mentions before ``position``, the latest first, at most so many sentences back."""
        here = self.scene.sentence(position)
        end = bisect_left(self.steps, position, key=lambda row: row[0])
        found = []
        for step in reversed(self.steps[:end]):
            if here - self.scene.sentence(step[0]) > sentences:
                break
            found.append(step)
        return found

    def said_by(self, position: int) -> Attribution | None:
        """The attribution whose source holds ``position``."""
        end = bisect_right(self.sources, position, key=lambda row: row[0].start)
        for span, attribution in self.sources[max(0, end - 2) : end]:
            if span.start <= position < span.end:
                return attribution
        return None

    def speaks_at(self, position: int) -> bool:
        """Whether what is mentioned there is a source, or a verb of saying stands close to it."""
        if self.said_by(position) is not None:
            return position in self.heads or not self.heads
        if any(span.start <= position < span.end for span in self.contents):
            return False
        around = (*self.scene.before(position, 1), *self.scene.after(position, 4))
        return any(word in REPORTING_VERBS for word in around)


def _sources(document: Document) -> tuple[tuple[Span, Attribution], ...]:
    rows = [(span, attribution) for attribution in document.attributions for span in attribution.source]
    return tuple(sorted(rows, key=lambda row: (row[0], row[1].id)))


def _source_heads(document: Document) -> frozenset[int]:
    ranked = [
        rank_heads(document.text, a.source, document.mentions) for a in document.attributions if a.source
    ]
    return frozenset(document.mentions[row[0]].span.start for row in ranked if row)


def join_pointers(
    document: Document, scene: Scene, groups: list[Group], speaker_of: Callable[[int], Span | None]
) -> list[Group]:
    """Gives descriptions and pronouns to groups, or makes groups of descriptions that stand alone.

    ``speaker_of`` tells the words that name the speaker at a position inside somebody's speech.
    """
    trail = Trail(
        list(groups),
        scene,
        _sources(document),
        heads=_source_heads(document),
        contents=tuple(span for a in document.attributions for span in a.content),
    )
    for group in groups:
        for reading in group.readings:
            trail.note(reading.span, group)
    rest = [
        (i, m)
        for i, m in enumerate(document.mentions)
        if m.form != "name" and m.kind not in ("date", "money")
    ]
    fresh: list[Group] = []
    first_person = []
    for index, mention in sorted(rest, key=lambda row: row[1].span):
        word = fold(mention.span.of(scene.text))
        if word in _FIRST or word in _PLURAL_FIRST:
            first_person.append((index, mention))
        elif mention.form == "pronoun":
            _place_pronoun(index, mention, word, trail)
        else:
            _place_nominal(index, mention, trail, fresh)
    for index, mention in first_person:
        _place_first_person(index, mention, trail, speaker_of)
    return sorted([*groups, *fresh], key=lambda group: group.start)


def _join(index: int, mention: Mention, group: Group, reason: Reason, trail: Trail) -> None:
    group.others.append((index, mention.span))
    if all(reason.detail != other.detail for other in group.reasons):
        group.reasons.append(reason)
    trail.note(mention.span, group)


def _place_first_person(
    index: int, mention: Mention, trail: Trail, speaker_of: Callable[[int], Span | None]
) -> None:
    if fold(mention.span.of(trail.scene.text)) in _PLURAL_FIRST:
        return
    source = speaker_of(mention.span.start)
    if source is None:
        return
    for start, group, _ in trail.steps:
        if source.start <= start < source.end and group.kind in ("person", "other"):
            word = mention.span.of(trail.scene.text)
            _join(
                index,
                mention,
                group,
                Reason(
                    maker="first-person",
                    score=0.9,
                    detail=f"\u201c{word}\u201d in words that {group.best_name()} speaks",
                ),
                trail,
            )
            return


def _place_pronoun(index: int, mention: Mention, word: str, trail: Trail) -> None:
    if word in _RELATIVE:
        found = _relative(mention, trail)
    elif word in _SEXES:
        found = _personal(mention, word, trail)
    elif word in _THINGS:
        found = _nearest(mention, trail, lambda group: group.kind in ("organisation", "place"), 1)
    elif word in _CROWD:
        found = _nearest(mention, trail, _is_many, 1)
    else:
        return
    if found is not None:
        if found.kind == "person" and word in _SEXES:
            found.called = found.called or _SEXES[word]
        name = found.best_name()
        detail = (
            f"\u201c{mention.span.of(trail.scene.text)}\u201d points back to {name}, named last and fitting"
        )
        _join(index, mention, found, Reason(maker="pronoun", score=0.7, detail=detail), trail)


def _is_many(group: Group) -> bool:
    if group.kind in ("organisation", "group"):
        return True
    return not group.readings and fold(group.label).endswith("s")


def _relative(mention: Mention, trail: Trail) -> Group | None:
    position, here = mention.span.start, trail.back(mention.span.start, 0)
    spans, owners = [], []
    for start, group, _ in here:
        ends = [r.span.end for r in group.readings if r.start == start]
        ends += [span.end for _, span in group.others if span.start == start]
        if ends and group.kind in ("person", "group", "other", "organisation"):
            spans.append(Span(start, max(ends)))
            owners.append(group)
    if not spans:
        return None
    found = before_relative(trail.scene.text, position, spans, min(span.start for span in spans))
    return None if found is None else owners[found]


def _nearest(mention: Mention, trail: Trail, fits: Callable[[Group], bool], reach: int) -> Group | None:
    steps = [step for step in trail.back(mention.span.start, reach) if fits(step[1])]
    subjects = [group for _, group, subject in steps if subject]
    return subjects[0] if subjects else (steps[0][1] if steps else None)


def _personal(mention: Mention, word: str, trail: Trail) -> Group | None:
    """Weighs the people named before by nearness, being a subject, sex, and who spoke last."""
    scene, position = trail.scene, mention.span.start
    said = trail.said_by(position)
    told = word in _SUBJECTS and (said is not None or _tells(mention, scene))
    telling = told and not set(scene.before(position, 1)) & _SUBORDINATORS
    best: tuple[float, Group] | None = None
    for start, group, subject in trail.back(position, _REACH):
        if group.kind != "person" or group.is_nobody or (group.sex or _SEXES[word]) != _SEXES[word]:
            continue
        points = (0.8 if subject else 0.0) + 0.1 * min(group.count, 5) + _nearness(position, start, scene)
        spoke = trail.speaks_at(start)
        points += 1.2 if telling and spoke else 0.0
        points += 0.5 if group.readings else 0.0
        points += 0.4 if group.sex else 0.0
        if scene.quote(position) is not None and spoke and scene.quote(start) is None:
            points -= 2.0
        if said is not None and any(span.start <= start < span.end for span in said.content):
            points -= 2.0
        if best is None or points > best[0]:
            best = (points, group)
    return best[1] if best else None


def _nearness(position: int, start: int, scene: Scene) -> float:
    """Points off for sentences, a paragraph and a quotation between a pronoun and a mention."""
    points = -1.0 * (scene.sentence(position) - scene.sentence(start))
    points -= 0.3 * (scene.paragraph(position) != scene.paragraph(start))
    theirs = scene.quote(start)
    return points - (1.5 if theirs is not None and theirs != scene.quote(position) else 0.0)


def _tells(mention: Mention, scene: Scene) -> bool:
    after = scene.after(mention.span.end, 2)
    before = scene.before(mention.span.start, 1)
    return bool(set(after[:2]) & REPORTING_VERBS or set(before) & REPORTING_VERBS)


def _place_nominal(index: int, mention: Mention, trail: Trail, fresh: list[Group]) -> None:
    text = clean_text(mention.span.of(trail.scene.text))
    head = role_head(text)
    if head is None:
        return
    slot = fold(text).removeprefix("the ")
    found = _apposed(mention, head, trail) or _described(mention, text, head, trail)
    same = [group for group in fresh if fold(group.label).removeprefix("the ") == slot]
    if found is None and same and text.lower().startswith(_DEFINITE[:3]):
        found = same[-1], "the same words again"
    found = (
        found or _of_that_calling(mention, text, head, trail) or _last_to_speak(mention, text, head, trail)
    )
    if found is not None:
        group, why = found
        _join(
            index,
            mention,
            group,
            Reason(maker="description", score=0.8, detail=f"\u201c{text}\u201d: {why}"),
            trail,
        )
        return
    group = Group(mention.kind, others=[(index, mention.span)], label=text)
    fresh.append(group)
    trail.groups.append(group)
    trail.note(mention.span, group)


def _apposed(mention: Mention, head: str, trail: Trail) -> tuple[Group, str] | None:
    """A description that touches a name: "the expert Orlan Vey", "Orlan Vey, an expert", "is an expert"."""
    scene, span = trail.scene, mention.span
    if not _is_role(head):
        return None
    for group in trail.groups:
        if group.kind not in ("person", mention.kind) and not _is_misplaced(mention, group, scene):
            continue
        for reading in group.readings:
            if _touches(scene, span, reading.span) or _leads_to(scene, span, head, reading):
                group.kind = mention.kind if mention.kind == "person" else group.kind
                return group, f"stands beside the name {reading.text}"
    return None


def _is_misplaced(mention: Mention, group: Group, scene: Scene) -> bool:
    """Whether a name read as a place is somebody: "the spokesman, NAME NAME, said"."""
    if mention.kind != "person" or group.kind != "place" or len(group.readings) != 1:
        return False
    span, name = mention.span, group.readings[0].span
    between, after = scene.text[span.end : name.start], scene.text[name.end : name.end + 1]
    words = group.readings[0].text.split()
    return between == ", " and after == "," and len(words) > 1 and country_of(group.readings[0].text) is None


def _leads_to(scene: Scene, span: Span, head: str, reading: Reading) -> bool:
    """Whether a name ends the phrase that the description begins: "the envoy of the army, NAME"."""
    if not 0 < reading.start - span.end < 120 or head not in reading.roles:
        return False
    between = scene.text[span.end : reading.start].rstrip()
    return between.endswith(",") and scene.sentence(span.start) == scene.sentence(reading.start)


def _is_role(head: str) -> bool:
    tables = title_words()
    return head in tables.classes or head in tables.persons


def _touches(scene: Scene, span: Span, name: Span) -> bool:
    if span.contains(name) and span.end == name.end:
        return True
    if 0 <= name.start - span.end <= 2:
        return scene.text[span.end : name.start].strip(" \n") in ("", ",")
    if 0 <= span.start - name.end <= 5:
        between = scene.text[name.end : span.start].strip(" \n")
        return between in ("is", "was", "as") or (between in (",", ", the") and not _opens(scene, span, name))
    return False


def _opens(scene: Scene, span: Span, name: Span) -> bool:
    """Whether a comma parts rather than opposes: "They spoke Vostri, the sergeant said", "As for Vey, a"."""
    return bool(set(scene.after(span.end, 1)) & REPORTING_VERBS) or scene.before(name.start, 2) == (
        "as",
        "for",
    )


def _is_definite(mention: Mention, text: str) -> bool:
    return text.lower().startswith(_DEFINITE[:3])


def _described(mention: Mention, text: str, head: str, trail: Trail) -> tuple[Group, str] | None:
    """A definite description whose head word was used of somebody before."""
    if not _is_definite(mention, text):
        return None
    steps = trail.back(mention.span.start, _LONG_REACH)
    if _is_role(head) and mention.kind in ("person", "other"):
        for group in _people(steps):
            if head in group.roles:
                return group, f"{group.best_name()} was called {head} before"
    if mention.kind == "organisation" and len(text.split()) <= 2:
        kind = body_class(text)
        for _, group, _ in steps:
            named = group.kind == "organisation" and bool(group.readings)
            if named and kind and body_class(group.best_name()) == kind:
                return group, f"the {kind} named last"
    return None


def _people(steps: list[tuple[int, Group, bool]]) -> list[Group]:
    found = [group for _, group, _ in steps if group.kind == "person" and group.readings]
    return list({id(group): group for group in found}.values())


def _of_that_calling(mention: Mention, text: str, head: str, trail: Trail) -> tuple[Group, str] | None:
    """Somebody called by another word of the same calling: "political scientist" for "the expert"."""
    if not _is_definite(mention, text) or mention.kind not in ("person", "other"):
        return None
    classes = title_words().classes
    kinds, tier = classes.get(head, frozenset()), rank_tier([head])
    for group in _people(trail.back(mention.span.start, _LONG_REACH))[:8]:
        if tier and group.tiers and tier not in group.tiers:
            continue
        shared = {kind for word in group.roles for kind in classes.get(word, ())} & kinds
        if shared and not (tier and group.tiers != frozenset([tier]) and "soldier" in shared):
            return group, f"{group.best_name()} is of that calling ({sorted(shared)[0]})"
    return None


def _last_to_speak(mention: Mention, text: str, head: str, trail: Trail) -> tuple[Group, str] | None:
    """The person quoted just before, of whose calling nothing is known: "the engineer said"."""
    scene, position = trail.scene, mention.span.start
    if not (_is_definite(mention, text) and _is_role(head) and trail.said_by(position) is not None):
        return None
    for start, group, _ in trail.back(position, 2):
        far = scene.paragraph(position) - scene.paragraph(start) > 1
        if far or group.kind != "person" or not group.readings:
            continue
        if trail.speaks_at(start) and scene.quote(start) is None:
            unknown = not group.roles & set(title_words().classes)
            return (group, f"{group.best_name()} was quoted just before") if unknown else None
    return None
