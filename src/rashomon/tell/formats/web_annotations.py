"""Claims as W3C Web Annotations: the words by their place and by what stands round them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from rashomon.store.rows import Stretch
from rashomon.store.store import Store
from rashomon.tell.formats.addresses import urn, web_address
from rashomon.tell.formats.signs import head_of, write_json_list
from rashomon.tell.formats.tellings import Telling, tellings
from rashomon.tell.wording import plain

# As many characters round the words as Hypothesis keeps.
ROUND = 32


def write_annotations(store: Store, kind: str, file: BinaryIO) -> None:
    """One AnnotationPage in JSON-LD, an annotation for each claim."""
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": urn("annotations", store.path.name),
        "type": "AnnotationPage",
        "startIndex": 0,
    }
    write_json_list(_annotations(store), file, head=head_of(page, "items"), tail="}")


def _annotations(store: Store) -> Iterator[dict[str, Any]]:
    for telling in tellings(store):
        claim = telling.claim
        targets = [_target(telling, part) for part in claim.spans or (claim.span,)]
        yield {
            "id": urn("claim", claim.id),
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {
                    "type": "TextualBody",
                    "value": f"{' → '.join(telling.chain)}: {telling.standing}",
                    "format": "text/plain",
                    "purpose": "describing",
                },
                *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in _tags(telling)),
            ],
            "target": targets[0] if len(targets) == 1 else targets,
        }


def _tags(telling: Telling) -> list[str]:
    claim = telling.claim
    named = [plain(telling.speaker)] if claim.speaker.kind in ("named", "outlet") else [claim.speaker.kind]
    return [*named, claim.polarity, claim.mode, claim.quotation]


def _target(telling: Telling, part: Stretch) -> dict[str, Any]:
    text, article = telling.text, telling.article
    source = {
        "id": web_address(article.url) or urn("article", telling.key),
        "type": "Text",
        "language": article.language,
    }
    return {
        "type": "SpecificResource",
        "source": {name: value for name, value in source.items() if value},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": part.of(text),
                "prefix": text[max(0, part.start - ROUND) : part.start],
                "suffix": text[part.stop : part.stop + ROUND],
            },
            {"type": "TextPositionSelector", "start": part.start, "end": part.stop},
        ],
    }
