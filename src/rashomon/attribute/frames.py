"""In which frames do words of saying, holding and wanting stand: "counts 41 dead", "is sure that"?

A frame is a subject that can speak, a verb (or "is" and an adjective) and behind it what the verb asks for:
"that", a question, "to", a preposition, a figure. The verbs of each frame are listed in ``cues.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rashomon.attribute.figures import POINTING, figure_tail
from rashomon.attribute.layout import Layout
from rashomon.attribute.lexicon import BE, lexicon, word_set
from rashomon.attribute.phrases import PRONOUNS, is_speaker, phrase_to, subject_before
from rashomon.attribute.stretches import EDGE, trim
from rashomon.attribute.subjects import before_able, place_subject, tree_subject
from rashomon.attribute.tails import CLAUSE_END, Tail, follows, is_number, quote_behind
from rashomon.records import Span

_DENIALS = word_set("plain_denials")
_POINTERS = word_set("plain_pointers")
_HEARERS = word_set("frames_hearers")
_QUESTIONS = word_set("frames_questions")
_ASKS = word_set("frames_asks")
_KNOWS = word_set("frames_knows")
_NOT = word_set("frames_not")
_INTENDS = word_set("frames_intends")
_ORDERS = word_set("frames_orders")
_WANTS = word_set("frames_wants")
_NOTICES = word_set("frames_notices")
_DETERMINERS = word_set("frames_determiners")
_PERSONAL = word_set("frames_personal")
_SURE = word_set("frames_sure")
_READY = word_set("frames_ready")
_WHERE = frozenset({"in", "at", "on", "to", "before"})
_ABOUT = frozenset({"of", "about"})
_BEFORE_ADJECTIVE = word_set("frames_before_adjective")
_PARTICLES = frozenset(tuple(pair.split("_")) for pair in word_set("frames_particles"))
_WITH_OBJECT = frozenset(tuple(pair.split("_")) for pair in word_set("frames_with_object"))
_OWNED = frozenset({"its", "his", "her", "their", "our", "my"})
_PLURALS = word_set("frames_plurals")
_NEXT_CLAUSE = re.compile(r";|,\s+(?:but|and)\s+(?:also\s+)?(?P<verb>\w+)")
_LONGEST_OBJECT = 8


@dataclass(frozen=True, slots=True)
class Frame:
    """Subject, cue and content of one frame."""

    subject: Span
    cue: Span
    content: Span
    sure: bool
    """Whether it is a report wherever it stands, not only inside of what somebody says."""


def find_frames(layout: Layout) -> Iterator[Frame]:
    """Every frame of the text, by the place of its verb; at most one a verb."""
    for i in layout.occurrences(_verbs()):
        frame = frame_at(layout, i)
        if frame is not None:
            yield frame


def _verbs() -> frozenset[str]:
    known = lexicon()
    listed = {pair[0] for pair in _PARTICLES | _WITH_OBJECT}
    figures = {"counts", "counted", "count", "put", "puts", "gives", "gave", "give", "has", "have", "lists"}
    return frozenset(
        {w for w in known.speech | known.attitude if not w.endswith("ing")}
        | _DENIALS | _ASKS | _KNOWS | _INTENDS | _ORDERS | _WANTS | _NOTICES | _SURE | _READY
        | listed | figures | _CONFIRMS | word_set("figures_counts")
    )  # fmt: skip


def frame_at(layout: Layout, i: int) -> Frame | None:
    """The frame whose verb or adjective is word ``i``; None where it has none or no subject."""
    if i + 1 >= len(layout.words) or layout.text[layout.words[i].start].isupper():
        return None
    sentence = layout.sentence(layout.words[i].start)
    if layout.words[i + 1].start >= sentence.end:
        return None
    tail = next((tail for find in _FINDERS if (tail := find(layout, i, sentence)) is not None), None)
    if tail is None:
        return None
    subject = _subject(layout, i, sentence)
    content = _content(layout, tail, sentence)
    if subject is None or not layout.count([content]) or layout.lowers(content) == ["that"]:
        return None
    cue = Span(layout.words[subject[1]].start, layout.words[i if tail.last is None else tail.last].end)
    return Frame(subject[0], cue, content, tail.sure)


def frame_joined(layout: Layout, i: int, first: int, subject: Span) -> Frame | None:
    """The frame of verb ``i``, whose group begins at word ``first``, if ``subject`` is its subject."""
    sentence = layout.sentence(layout.words[i].start)
    if i + 1 >= len(layout.words) or layout.words[i + 1].start >= sentence.end or _is_adjective(layout, i):
        return None
    tail = next((tail for find in _FINDERS if (tail := find(layout, i, sentence)) is not None), None)
    if tail is None:
        return None
    cue = Span(layout.words[first].start, layout.words[i if tail.last is None else tail.last].end)
    return Frame(subject, cue, _content(layout, tail, sentence), tail.sure)


def _subject(layout: Layout, i: int, sentence: Span) -> tuple[Span, int] | None:
    """The one who says, holds or wants, and the first word of the verb group."""
    verb = i
    if _is_adjective(layout, i):
        be = _be_before(layout, i)
        if be is None:
            return None
        verb = be
    verb = before_able(layout, verb)
    subject = subject_before(layout, verb, sentence.start)
    words = layout.lowers(subject[0]) if subject else []
    if subject is None or not is_speaker(layout, subject[0], may_be_two=True) or not _can_speak(words):
        return place_subject(layout, i, sentence) or tree_subject(layout, verb, sentence)
    subject = (_with_relative(layout, subject[0], sentence), subject[1])
    pointers = _POINTERS - {"it"} if layout.words[i].lower in _KNOWS | POINTING else _POINTERS
    if set(words) <= pointers:
        return None
    if verb != i or _agrees(layout, i, subject[1], words):
        return subject
    return place_subject(layout, i, sentence)


def _can_speak(words: Sequence[str]) -> bool:
    """Whether the words of a phrase hold together as one who speaks: no verb, no infinitive in them."""
    if words[-1] in _DETERMINERS - {"it"} or words[-1] in _NOBODY or words[-1].endswith(("'s", "’s")):
        return False
    return not any(w in lexicon().finite or w in _NO_SUBJECT or w.endswith(("n't", "n’t")) for w in words[1:])


def _with_relative(layout: Layout, subject: Span, sentence: Span) -> Span:
    """``A mission [that visited the town] has put``: a relative clause with the noun that it describes."""
    before = layout.word_range(Span(sentence.start, subject.start))
    if layout.text[subject.start].isupper() or layout.lowers(subject)[0] in PRONOUNS | _DETERMINERS:
        return subject
    if len(before) < 2 or layout.words[before[-1]].lower not in {"that", "which", "who"}:
        return subject
    head = phrase_to(layout, before[-2], sentence.start)
    said = layout.words[before[-2]].lower in lexicon().finite | _HEARERS
    closed = layout.text[layout.words[before[-2]].end : subject.start].count(",")
    return subject if said or head is None or closed else Span(head.start, subject.end)


def _agrees(layout: Layout, i: int, first: int, subject: list[str]) -> bool:
    """Whether a form that can be a noun is a verb: its subject is many, or a helper stands by."""
    word = layout.words[i].lower
    known = lexicon()
    if word in _NOUNLIKE and first == i and not _is_known(layout, i - 1):
        return False
    if word in known.finite | _DENIALS or word.endswith(("s", "ed")) or word in _PAST or first < i:
        return True
    head = next(
        (n for n, w in enumerate(subject) if n and w in {"of", "in", "at", "from", "on", "with"}),
        len(subject),
    )
    noun = subject[head - 1]
    return noun in _PLURALS or (noun.endswith("s") and not noun.endswith("ss")) or "and" in subject


def _is_known(layout: Layout, i: int) -> bool:
    """Whether a word can only be one who acts: a pronoun, a name, "the ministry"."""
    word = layout.words[i]
    return layout.text[word.start].isupper() or word.lower in PRONOUNS | lexicon().informants | _ACTORS


_PAST = word_set("frames_past")
_ACTORS = word_set("frames_actors")
_NOBODY = word_set("frames_nobody")
_BETWEEN = word_set("frames_between")
_NO_COLON = word_set("frames_no_colon")
_CONFIRMS = word_set("frames_confirms")
_SEEN = word_set("frames_seen")
_NO_SUBJECT = word_set("frames_no_subject")
_NOUNLIKE = frozenset(lexicon().nouns) | word_set("frames_nounlike")


def _is_adjective(layout: Layout, i: int) -> bool:
    return layout.words[i].lower in _SURE | _READY


def _be_before(layout: Layout, i: int) -> int | None:
    n = i - 1
    while n >= 0 and layout.words[n].lower in _BEFORE_ADJECTIVE:
        n -= 1
    return (
        n
        if n >= 0 and layout.words[n].lower in BE | {"been", "seems", "seemed", "remains", "remained"}
        else None
    )


def _that(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``X insists that``, ``X promised us that``, ``X is sure that``."""
    word, known = layout.words[i].lower, lexicon()
    if word in _READY or word not in known.speech | known.attitude | _DENIALS | _KNOWS | _SURE | _ASKS:
        return None
    plain = word in known.finite or word in _DENIALS or word in known.speech or word in _SURE
    at = 2 if follows(layout, i) in _BETWEEN else 1
    if follows(layout, i, at) == "that":
        pointing = [layout.document.tokens[t].upos for t in layout.tokens_in(layout.words[i + at].span)]
        if "DET" in pointing:
            return None
        return Tail(layout.words[i + at].start, wide=True, sure=plain)
    if follows(layout, i) in _HEARERS and follows(layout, i, 2) == "that" and word not in _SURE:
        return Tail(layout.words[i + 2].start, wide=True, sure=plain)
    if word in known.speech and follows(layout, i) in _WHERE:
        return _that_behind_place(layout, i)
    return None


def _colon(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``X is sure: Z``, ``X warns: Z``."""
    word, end = layout.words[i].lower, layout.words[i].end
    if layout.text[end : end + 2] != ": " or layout.words[i + 1].start >= sentence.end:
        return None
    said = word in (lexicon().finite & lexicon().speech) - _NO_COLON
    quoted = quote_behind(layout, end + 1) is not None
    return (
        Tail(layout.words[i + 1].start, wide=True, sure=True)
        if (said or word in _SURE) and not quoted
        else None
    )


def _that_behind_place(layout: Layout, i: int) -> Tail | None:
    """``They boast in every tavern that``."""
    for n in range(3, 7):
        if follows(layout, i, n) == "that":
            start = layout.words[i + n].start
            broken = CLAUSE_END.search(layout.text, layout.words[i].end, start)
            told = follows(layout, i) == "to" and layout.words[i].lower not in _NO_COLON
            return None if broken else Tail(start, wide=True, sure=told)
    return None


def _question(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``X would not say whether``, ``X asked by whom``."""
    word = layout.words[i].lower
    if word not in _ASKS | _KNOWS:
        return None
    at = 1 if follows(layout, i) in _QUESTIONS else 2
    if at == 2 and follows(layout, i) not in {"by", "from", "in", "on", "to", "for", "at", "with"}:
        return None
    asked = follows(layout, i, at)
    if asked not in _QUESTIONS or (at == 2 and asked not in {"whom", "which", "what", "whose"}):
        return None
    negated = any(_is_not(layout.words[n].lower) for n in range(max(0, i - 3), i))
    if word in _KNOWS and not negated and asked != "whether":
        return Tail(layout.words[i + 1].start, wide=True, sure=False)
    return Tail(layout.words[i + 1].start, wide=True, sure=negated or word in _ASKS)


def _is_not(word: str) -> bool:
    return word in _NOT or word.endswith(("n't", "n’t"))


def _infinitive(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``X intends to``, ``X is ready to``, ``X ordered them to``."""
    word, words = layout.words[i].lower, layout.words
    at = 2 if follows(layout, i) == "not" else 1
    if word in _INTENDS | _READY and follows(layout, i, at) == "to":
        return Tail(words[i + 1].start, wide=False, sure=False)
    if word in _ORDERS:
        for n in range(2, 2 + _LONGEST_OBJECT):
            if follows(layout, i, n) == "to" and not CLAUSE_END.search(
                layout.text, words[i].end, words[i + n].start
            ):
                return Tail(words[i + 1].start, wide=False, sure=False)
    return None


def _particle(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``X speaks of``, ``X insists on``, ``X is afraid of``, ``X blames Y for``."""
    word, words, following = layout.words[i].lower, layout.words, follows(layout, i)
    if word in _SURE and following in _ABOUT and i + 2 < len(words):
        return Tail(words[i + 2].start, wide=False, sure=True, last=i + 1)
    if (word, following) in _PARTICLES and i + 2 < len(words):
        if following == "by" and follows(layout, i, 2) not in _OWNED:
            return None
        return Tail(words[i + 2].start, wide=False, sure=True, last=i + 1)
    if following in _BETWEEN and (word, follows(layout, i, 2)) in _PARTICLES and i + 3 < len(words):
        return Tail(words[i + 3].start, wide=False, sure=True, last=i + 2)
    for n in range(2, 2 + _LONGEST_OBJECT):
        if (word, follows(layout, i, n)) in _WITH_OBJECT:
            cut = CLAUSE_END.search(layout.text, words[i].end, words[i + n].start)
            return None if cut else Tail(words[i + 1].start, wide=False, sure=True)
    return None


def _object(layout: Layout, i: int, sentence: Span) -> Tail | None:
    """``X wants an inquiry``, ``I do not believe it``, ``X denies any part``."""
    word, following = layout.words[i].lower, follows(layout, i)
    quoted = quote_behind(layout, layout.words[i].end)
    if word in _DENIALS and (following or quoted) and following not in {"by", "to", "in", "and", "or"}:
        return Tail(quoted or layout.words[i + 1].start, wide=False, sure=True)
    if (
        following in _HEARERS
        and word in {"promise", "promises", "promised"}
        and follows(layout, i, 2) in _DETERMINERS
    ):
        return Tail(layout.words[i + 2].start, wide=False, sure=False)
    if word in _CONFIRMS and following in _DETERMINERS | {"either"}:
        negated = any(_is_not(w.lower) or w.lower == "unable" for w in layout.words[max(0, i - 5) : i])
        return Tail(layout.words[i + 1].start, wide=False, sure=True) if negated else None
    if word in _WANTS and (quoted or following in _DETERMINERS or is_number(following)):
        return Tail(quoted or layout.words[i + 1].start, wide=False, sure=False)
    if word in _NOTICES and (quoted or following in _SEEN or is_number(following)):
        personal = any(layout.words[n].lower in _PERSONAL for n in range(max(0, i - 3), i))
        return Tail(quoted or layout.words[i + 1].start, wide=False, sure=False) if personal else None
    return None


_FINDERS: tuple[Callable[[Layout, int, Span], Tail | None], ...] = (
    _that,
    _colon,
    _question,
    figure_tail,
    _particle,
    _infinitive,
    _object,
)


def _content(layout: Layout, tail: Tail, sentence: Span) -> Span:
    """From where the content begins to the end of its clause; a quotation that opens it is taken whole."""
    end = sentence.end
    for speech in layout.speeches_in(Span(tail.start, tail.start + 1)):
        held = [s.end for s in speech.spans if s.start < tail.start < s.end]
        end = min([end, *held])
    for quote in layout.quotes_in(Span(tail.start, tail.start + 1)):
        if quote.outer.start == tail.start:
            return quote.outer
    if tail.wide:
        end = _next_clause(layout, tail.start, end)
    else:
        stop = CLAUSE_END.search(layout.text, tail.start, end)
        end = stop.start() if stop else end
    return trim(layout.text, Span(tail.start, max(tail.start, end)), EDGE + '”»"’!?')


def _next_clause(layout: Layout, start: int, end: int) -> int:
    """Where a clause with "that" ends: before a semicolon, and before ", but maintained"."""
    for match in _NEXT_CLAUSE.finditer(layout.text, start, end):
        if match["verb"] is None or match["verb"].lower() in lexicon().finite & lexicon().speech:
            return match.start()
    return end
