"""The outlet that prints an interview is one voice, not two."""

from rashomon.records import Article, Attribution, Document, Span, Standing
from rashomon.resolve.claims import compose_claims

TEXT = '"We waited," Ada Orm told the Herald.'


def voices(outlet: str) -> list[str | None]:
    inner = Attribution(
        id=0, source=(Span(13, 20),), cue=(Span(21, 25),), content=(Span(0, 12),), parent=1, speaker="Ada Orm"
    )
    outer = Attribution(
        id=1,
        source=(Span(30, 36),),
        cue=(Span(21, 25),),
        content=(Span(0, 20),),
        speaker="Herald",
        speaker_kind="outlet",
    )
    document = Document(article=Article(name="a", text=TEXT, outlet=outlet), attributions=(inner, outer))
    claims = compose_claims(document, stand=lambda _: Standing())
    return [voice.name for voice in next(c for c in claims if c.attribution == 0).voices]


def test_told_the_house_that_prints_it() -> None:
    assert voices("The Sollum Herald") == ["The Sollum Herald", "Ada Orm"]


def test_told_another_house() -> None:
    assert voices("Radio Tarn") == ["Radio Tarn", "Herald", "Ada Orm"]
