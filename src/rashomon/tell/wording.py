"""Plain words for what the ledger holds in terms: articles, voices, chains, standing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import PurePath

from rashomon.cues.negations import any_negates
from rashomon.store.rows import ActorRow, ClaimRow, VoiceRow
from rashomon.text import word_set

# A label stands before every reference, so it must stay short.
_LABEL_LENGTH = 20
_MODES = {
    "predicted": "predicted",
    "conditional": "conditional",
    "wished": "wished",
    "demanded": "demanded",
    "asked": "asked",
}
_POINTERS = frozenset(("which", "there", "these", "those", "where", "whether", "about", "other"))
# What is simply said to be so, or certainly so, needs no word.
_CERTAINTIES = {"probable": "as likely", "possible": "as possible"}
# Words of a cue that only say that something is said.
_SAYING = word_set(
    """say says said saying tell tells told telling state states stated stating announce announces
    announced announcing declare declares declared declaring report reports reported reporting add adds
    added adding note notes noted noting explain explains explained explaining write writes wrote
    written writing remark remarks remarked observe observed mention mentions mentioned reply replies
    replied answer answers answered respond responded continue continues continued conclude concluded
    speak speaks spoke according to in the words of per put puts as it quoted citing cites cited
    statement statements word tweeted posted informed"""
)
_AROUND_SAYING = word_set(
    """has have had having was were is are be been being also later earlier then so far now will by that
    for on with he she they it himself herself who which and meanwhile in a"""
)
# What the standing says already.
_STANDINGS_IN_CUES = {
    "denied": word_set("deny denies denied denying"),
    "predicted": word_set("predict predicts predicted predicting forecast forecasts forecasted"),
    "wished": word_set("want wants wanted wanting wish wishes wished hope hopes hoped"),
    "demanded": word_set("demand demands demanded demanding"),
}
# Escape codes would command the terminal; direction overrides would show other words than are there.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """``text`` on one line, signs that command a screen made visible.

    >>> plain("The dam  broke." + chr(27) + "[2J")
    'The dam broke.�[2J'
    """
    return visible(" ".join(text.split()))


def visible(text: str) -> str:
    """``text`` with signs that command a screen or turn the direction of writing made visible.

    >>> visible("one" + chr(7) + chr(0x202E))
    'one��'
    """
    return _UNSAFE.sub("\ufffd", text)


def label_articles(names: Iterable[str]) -> dict[str, str]:
    """A short label for each article: its file name without ending, else its number in the list.

    >>> label_articles(["wire/003.txt", "wire/feed.xml#7"])
    {'wire/003.txt': '003', 'wire/feed.xml#7': 'feed#7'}
    >>> label_articles(["a/x.txt", "b/x.txt", "b/y.txt"])
    {'a/x.txt': 'A1', 'b/x.txt': 'A2', 'b/y.txt': 'y'}
    """
    return dict(_labels(tuple(names)))


# Each page of a long case would make them anew.
@lru_cache(maxsize=2)
def _labels(names: tuple[str, ...]) -> dict[str, str]:
    stems = {name: _stem(name) for name in names}
    counts = Counter(stems.values())
    return {
        name: stem if _is_label(stem) and counts[stem] == 1 else f"A{number}"
        for number, (name, stem) in enumerate(stems.items(), start=1)
    }


def _is_label(stem: str) -> bool:
    """Short, and nothing that could be taken for a number of the list."""
    return 0 < len(stem) <= _LABEL_LENGTH and not re.fullmatch(r"A\d+", stem)


def _stem(name: str) -> str:
    file, mark, part = name.partition("#")
    return plain(PurePath(file).stem + mark + part)


def voice_words(voice: VoiceRow, label: str) -> str:
    """What to call a voice; ``label`` is that of the article, for an outlet that is not stated.

    >>> voice_words(VoiceRow(name=None, kind="outlet", actor=None, span=None, cue=None), "003")
    'article 003 (outlet not stated)'
    """
    if voice.name:
        return plain(voice.name)
    return {
        "outlet": f"article {label} (outlet not stated)",
        "rumour": "rumour, no source given",
        "unnamed": "an unnamed source",
    }.get(voice.kind, "a voice without a name")


def voice_name(name: str, labels: Mapping[str, str]) -> str:
    """What to call a voice across articles: an outlet that is not stated goes by its article's label.

    >>> voice_name("a/003.txt", {"a/003.txt": "003"}), voice_name("Vey", {})
    ('article 003', 'Vey')
    """
    return f"article {labels[name]}" if name in labels else plain(name)


def chain_words(claim: ClaimRow, label: str) -> list[str]:
    """The voices through which the claim reaches the reader, outermost first."""
    return [voice_words(voice, label) for voice in claim.voices]


def speaker_words(claim: ClaimRow, label: str) -> str:
    """The chain on one line, without an outlet that is not stated; the article alone is its own voice."""
    voices = claim.voices if claim.voices[0].name else claim.voices[1:]
    return " → ".join(voice_words(voice, label) for voice in voices) or "the article itself"


def is_denied(claim: ClaimRow) -> bool:
    """Whether the voice speaks against the content, rather than the content being a "not" itself."""
    if claim.polarity != "negative":
        return False
    inside = (b for b in claim.because if any(p.start <= b.start < p.stop for p in claim.spans))
    words = (claim.text[b.start - claim.span.start : b.stop - claim.span.start] for b in inside)
    return not any_negates(words)


def standing_words(claim: ClaimRow) -> str:
    """How the claim stands, in plain words; empty for what is simply said to be so, or not to be so.

    A "not" that stands in the words themselves needs no second word.
    """
    words = ["denied"] if is_denied(claim) else []
    if claim.mode in _MODES:
        words.append(_MODES[claim.mode])
    if claim.certainty in _CERTAINTIES:
        words.append(_CERTAINTIES[claim.certainty])
    return ", ".join(words)


def is_plain_cue(text: str, standing: str = "") -> bool:
    """Whether the words by which something is said say no more than that it is, or than ``standing`` does.

    >>> is_plain_cue("has also told"), is_plain_cue("did not say"), is_plain_cue("stayed silent about")
    (True, False, False)
    >>> is_plain_cue("has denied", "denied"), is_plain_cue("denied")
    (True, False)
    """
    words = set(re.findall(r"\w+", text.casefold())) - _AROUND_SAYING
    told = {form for word, forms in _STANDINGS_IN_CUES.items() if word in standing for form in forms}
    return words <= _SAYING | told


def cut(text: str, length: int) -> str:
    """``text`` up to about ``length`` characters, ended between words, with an ellipsis where cut.

    >>> cut("the dam at the upper lake", 12)
    'the dam at…'
    """
    if len(text) <= length:
        return text
    head = text[:length]
    return f"{head[: head.rfind(' ')] if ' ' in head else head}…"


def merge_reasons(actor: ActorRow) -> list[str]:
    """Why the actor's spellings were taken for one, the least sure first; what is plain is left out.

    Pronouns and the very same name are plain.
    """
    told = [reason for reason in actor.reasons if reason.maker not in ("pronoun", "description", "same-name")]
    told.sort(key=lambda reason: reason.score)
    return list(dict.fromkeys(plain(reason.detail or reason.maker) for reason in told))


def with_marks(text: str) -> str:
    """``text`` in quotation marks, unless the article's own stand in it.

    >>> with_marks("never"), with_marks("that he would “never” go")
    ('“never”', 'that he would “never” go')
    """
    return text if any(mark in text for mark in '“”"«»„') or text[:1] in "‘'‹" else f"“{text}”"


def is_fragment(text: str) -> bool:
    """Whether the words are too few to tell a stranger anything: "this", "him as well".

    >>> is_fragment("him as well"), is_fragment("any support")
    (True, False)
    """
    words = re.findall(r"\w+", text)
    return len(words) < 4 and all(len(word) < 5 or word.casefold() in _POINTERS for word in words)


_STANDS = word_set(
    "is isn was wasn are were will would has had does did can could may might must should means meant"
)


def that_length(text: str) -> int:
    """How many signs at the start belong to the saying: those of "that ", unless it points to something.

    >>> that_length("that the dam broke"), that_length("That is the figure"), that_length("the dam")
    (5, 0, 0)
    """
    words = text.split(None, 2)[:2]
    is_that = text[:5].casefold() == "that " and len(words) > 1
    return 5 if is_that and re.split(r"\W", words[1].casefold())[0] not in _STANDS else 0
