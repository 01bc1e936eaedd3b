"""What can be told of one noun phrase by itself: its sort, words, number, sex, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.names.countries import country_of
from rashomon.names.folding import fold
from rashomon.names.institutions import body_class
from rashomon.names.parsing import Sex, sex_of_given, title_words
from rashomon.names.wordlist import word_set
from rashomon.records import Token
from rashomon.resolve.noun_phrases import NounPhrase

PRONOUNS = {
    **{word: "i" for word in ("i", "me", "my", "mine", "myself")},
    **{word: "you" for word in ("you", "your", "yours", "yourself", "yourselves")},
    **{word: "we" for word in ("we", "us", "our", "ours", "ourselves", "'s", "\u2019s")},
    **{word: "he" for word in ("he", "him", "his", "himself")},
    **{word: "she" for word in ("she", "her", "hers", "herself")},
    **{word: "it" for word in ("it", "its", "itself")},
    **{word: "they" for word in ("they", "them", "their", "theirs", "themselves", "'em")},
    **{word: "this" for word in ("this", "that", "these", "those")},
}
"""Pronouns by the sort that refers alike."""
_DEMONSTRATIVE = word_set("this that these those such")
_DEFINITE = word_set("the both all")
_INDEFINITE = word_set("a an some any another every each no many several few more most one two three")
_SEXED = {
    **{word: "male" for word in word_set("man boy guy husband son gentleman lad nephew uncle grandson")},
    **{word: "female" for word in word_set("woman girl wife daughter lady niece aunt mum mom actress")},
}
_CROWDS = word_set("people police family group team staff public crew couple pair band crowd audience")
_PERSON_ENDS = ("er", "or", "ist", "ian", "man", "woman", "person", "ant", "ent", "eer", "ee")
_STOP = word_set("of for and in on at to by with from the a an")


@dataclass(frozen=True, slots=True)
class Facts:
    """One phrase as links see it."""

    phrase: NounPhrase
    sort: str
    """A pronoun's sort (`PRONOUNS`), or name, tied name, the, this, owned, a, bare, series."""
    head: str
    """The head's lemma, folded; of a name the form."""
    words: frozenset[str]
    """The content words up to the head and joined to it, folded."""
    key: str
    """The phrase as words without article: equal keys read the same."""
    initials: str
    number: str
    """``"one"``, ``"many"`` or ``""``."""
    sex: Sex | None
    being: str
    """``"person"``, ``"thing"`` or ``""``."""
    sentence: int
    role: str
    """``"subject"``, ``"object"``, ``"owner"``, ``"part"`` (of a name) or ``"other"``."""
    verb: int
    """The index of the token that the phrase hangs on."""
    quoted: int
    """The number of the quotation around it; 0 outside of all."""
    reflexive: bool = False

    @property
    def is_pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self.sort in _SORTS

    @property
    def is_name(self) -> bool:
        """Whether it is a name."""
        return self.sort in ("name", "tied")


_SORTS = frozenset([*PRONOUNS.values(), "other"])


def state_facts(text: str, tokens: Sequence[Token], phrases: Sequence[NounPhrase]) -> tuple[Facts, ...]:
    """The facts of each phrase, in their order."""
    forms = [token.span.of(text) for token in tokens]
    quoted = _quotations(forms)
    return tuple(_facts(tokens, forms, quoted, phrase) for phrase in phrases)


def _quotations(forms: Sequence[str]) -> list[int]:
    """For each token the number of the quotation that holds it, 0 for none."""
    number = count = 0
    found = []
    for form in forms:
        if form in ("\u201c", "``") or (form == '"' and number == 0):
            count += 1
            number = count
        elif form in ("\u201d", "''", '"'):
            number = 0
        found.append(number)
    return found


def _facts(tokens: Sequence[Token], forms: Sequence[str], quoted: Sequence[int], phrase: NounPhrase) -> Facts:
    token = tokens[phrase.head]
    core = _core(tokens, phrase)
    words = [fold(forms[i]) or forms[i] for i in core]
    sort = _sort(tokens, forms, phrase)
    head = fold(token.lemma) or token.lemma
    content = [
        word for i, word in zip(core, words, strict=True) if tokens[i].upos not in ("DET", "PUNCT", "PART")
    ]
    capitals = [
        forms[i][0] for i in core if tokens[i].upos in ("PROPN", "NOUN", "ADJ") and forms[i][0].isupper()
    ]
    return Facts(
        phrase=phrase,
        sort=sort,
        head=fold(forms[phrase.head]) if token.upos == "PROPN" else head,
        words=frozenset(word for word in content if word not in _STOP),
        key=" ".join(content),
        initials="".join(capitals).lower(),
        number=_number(token, sort, head, phrase),
        sex=_sex(sort, words, token),
        being=_being(sort, head, words, token),
        sentence=token.sentence,
        role=_role(token),
        verb=token.head,
        quoted=quoted[phrase.head],
        reflexive=forms[phrase.head].lower().endswith(("self", "selves")),
    )


def _core(tokens: Sequence[Token], phrase: NounPhrase) -> list[int]:
    """The tokens of the phrase without what is added after: clauses, appositions, brackets."""
    found = []
    for index in range(phrase.first, phrase.last + 1):
        at = index
        while at != phrase.head and tokens[at].head >= 0 and not _added(tokens, at, phrase.head):
            at = tokens[at].head
        if at == phrase.head and tokens[index].upos != "PUNCT":
            found.append(index)
    return found or [phrase.head]


def _added(tokens: Sequence[Token], index: int, head: int) -> bool:
    return index > head and tokens[index].deprel in (
        "acl",
        "appos",
        "parataxis",
        "advcl",
        "conj",
        "cc",
        "case",
    )


def _sort(tokens: Sequence[Token], forms: Sequence[str], phrase: NounPhrase) -> str:
    token = tokens[phrase.head]
    if phrase.members:
        return "series"
    if token.upos == "PRON":
        return PRONOUNS.get(forms[phrase.head].lower(), "other")
    if token.upos == "PROPN":
        return "tied" if token.deprel == "compound" else "name"
    before = [i for i in range(phrase.first, phrase.head) if tokens[i].head == phrase.head]
    opening = {forms[i].lower() for i in before if tokens[i].upos in ("DET", "NUM", "ADJ")}
    if opening & _DEMONSTRATIVE:
        return "this"
    if any(tokens[i].deprel == "nmod" for i in before):
        return "owned"
    if opening & _DEFINITE:
        return "the"
    return "a" if opening & _INDEFINITE else "bare"


def _number(token: Token, sort: str, head: str, phrase: NounPhrase) -> str:
    if phrase.members or sort in ("they", "we") or token.xpos in ("NNS", "NNPS"):
        return "many"
    if sort == "this":
        return "many" if token.lemma.lower() in ("these", "those") else "one"
    if sort in ("he", "she", "it", "i"):
        return "one"
    return "" if sort in ("you", "other") or head in _CROWDS else "one"


def _sex(sort: str, words: Sequence[str], token: Token) -> Sex | None:
    if sort in ("he", "she"):
        return "male" if sort == "he" else "female"
    if token.upos == "PRON":
        return None
    tables = title_words()
    for word in words:
        found = tables.sexes.get(word) or _SEXED.get(word)
        if found is not None and (token.upos == "PROPN" or word == words[-1]):
            return found  # type: ignore[return-value]
    return sex_of_given(words[0]) if token.upos == "PROPN" and words else None


def _being(sort: str, head: str, words: Sequence[str], token: Token) -> str:
    if sort in ("he", "she", "i", "you", "we"):
        return "person"
    if sort in ("it", "this"):
        return "thing"
    if token.upos == "PRON":
        return ""
    tables = title_words()
    if token.upos == "PROPN":
        if any(word in tables.sexes or word in tables.classes for word in words[:-1]) or sex_of_given(
            words[0]
        ):
            return "person"
        name = " ".join(words)
        return "thing" if body_class(name) or country_of(name) else ""
    if head in tables.persons or head in tables.classes or head in _SEXED or head in _CROWDS:
        return "person"
    return "person?" if head.endswith(_PERSON_ENDS) and len(head) > 5 else "thing"


def _role(token: Token) -> str:
    if token.xpos == "PRP$":
        return "owner"
    return _ROLES.get(token.deprel, "other")


_ROLES = {"nsubj": "subject", "obj": "object", "iobj": "object", "compound": "part"}
