"""Rashomon: who claims what, on whose word, how surely, across many articles.

>>> import rashomon
>>> with rashomon.open_case("harbour.case") as case:  # doctest: +SKIP
...     case.read(["articles/"])
...     for claim in case.claims(about="Orlan Vey"):
...         print(claim.speaker.name, claim.text)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from rashomon.version import __version__

if TYPE_CHECKING:
    from rashomon.api import annotate, annotate_many
    from rashomon.case import Case, ReadReport, open_case
    from rashomon.errors import ArticleError, CaseError, NetError, RashomonError, UsageError
    from rashomon.tell.annotation import Annotation

__all__ = [
    "Annotation",
    "ArticleError",
    "Case",
    "CaseError",
    "NetError",
    "RashomonError",
    "ReadReport",
    "UsageError",
    "__version__",
    "annotate",
    "annotate_many",
    "open_case",
]

# Loaded when first asked for, so that `import rashomon` is instant.
_HOMES = {
    "Annotation": "rashomon.tell.annotation",
    "ArticleError": "rashomon.errors",
    "Case": "rashomon.case",
    "CaseError": "rashomon.errors",
    "NetError": "rashomon.errors",
    "RashomonError": "rashomon.errors",
    "ReadReport": "rashomon.case",
    "UsageError": "rashomon.errors",
    "annotate": "rashomon.api",
    "annotate_many": "rashomon.api",
    "open_case": "rashomon.case",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 (any public name)
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
