"""Mails (.eml): newsletters and articles sent around."""

from __future__ import annotations

import email
import email.errors
import email.policy
from email.message import MIMEPart

from rashomon.acquire.dates import parse_date
from rashomon.acquire.encodings import decode
from rashomon.acquire.found import Found, Unreadable, tidy
from rashomon.acquire.pages import read_page


def read_mail(raw: bytes) -> Found:
    """The text of a mail, the plain part before the HTML one; subject as title, the date it was sent.

    Who sends to a mailing list publishes it: only then is the sender's name the outlet.

    Raises:
        Unreadable: the mail has no text.
    """
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    part = mail.get_body(("plain", "html"))
    found = _read_part(part) if part is not None else None
    if found is None or not found.text.strip():
        raise Unreadable("the mail has no text part", hint="Save what is attached to it and read that.")
    return Found(
        text=found.text,
        title=_header(mail, "subject") or found.title,
        outlet=found.outlet or _sender(mail),
        published=parse_date(_header(mail, "date") or "") or found.published,
        url=found.url,
        language=found.language,
        passages=found.passages,
        origin=found.origin,
    )


def _read_part(part: MIMEPart) -> Found | None:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        return None
    text, _, _ = decode(raw, declared=part.get_content_charset())
    if part.get_content_subtype() == "html":
        return read_page(text)
    return Found(text=text.replace("\r\n", "\n"))


def _header(mail: MIMEPart, name: str) -> str | None:
    try:
        return tidy(str(mail[name] or ""))
    except (email.errors.MessageError, ValueError, TypeError, IndexError, AttributeError):
        # The header parser of the standard library stumbles over some malformed headers.
        return None


def _sender(mail: MIMEPart) -> str | None:
    if not (mail["list-id"] or mail["list-unsubscribe"]):
        return None
    try:
        return tidy(mail["from"].addresses[0].display_name)
    except (IndexError, AttributeError, ValueError):
        return None
