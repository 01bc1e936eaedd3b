"""Somebody who looks at pages in a real browser, and writes down all that goes wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

WIDE, PHONE = (1200, 900), (390, 844)
SCHEMES: dict[str, dict[str, object]] = {
    "light": {"color_scheme": "light", "size": WIDE},
    "dark": {"color_scheme": "dark", "size": WIDE},
    "phone": {"color_scheme": "light", "size": PHONE},
}
# Of each kind of page at most so many are looked at: what is reached first.
PER_KIND = 2
_LINKS = "[...document.querySelectorAll('a[href]')].map(one => one.href)"
_WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(one => one.getBoundingClientRect().right > room + 1)
    .slice(0, 5).map(one => one.outerHTML.slice(0, 120));
}"""


class Looker:
    """A browser window; ``faults`` holds what the console, the policy and the network complained of."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.faults: list[str] = []
        self.asked: list[str] = []
        """Every address that was asked for."""

    def close(self) -> None:
        """Close all windows."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()

    def window(
        self,
        *,
        color_scheme: str = "light",
        size: tuple[int, int] = WIDE,
        scripts: bool = True,
        bypass_csp: bool = False,
    ) -> Page:
        """A new window."""
        context = self._browser.new_context(
            color_scheme=color_scheme,  # type: ignore[arg-type]
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            bypass_csp=bypass_csp,
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("response", self._answered)
        page.on("requestfailed", self._failed)
        return page

    def _failed(self, request: object) -> None:
        # What was on its way when the page was left has not failed.
        if getattr(request, "failure", "") != "net::ERR_ABORTED":
            self.faults.append(f"failed: {getattr(request, 'url', '')}")

    def _answered(self, response: object) -> None:
        status, address = getattr(response, "status", 0), getattr(response, "url", "")
        if status >= 400:
            self.faults.append(f"{status} at {address}")

    def _said(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        # What the server refused is written down with its address.
        if kind in ("error", "warning") and not text.startswith("Failed to load resource"):
            self.faults.append(f"{kind}: {text}")

    @contextmanager
    def opened(self, address: str, **options: object) -> Iterator[Page]:
        """A window that shows the page at ``address``."""
        page = self.window(**options)  # type: ignore[arg-type]
        page.goto(address)
        yield page
        page.context.close()
        self._contexts.remove(page.context)

    def walk(self, address: str) -> list[str]:
        """Addresses of pages, a few of each kind, found by following links from the first."""
        window = self.window(scripts=False)
        waiting, kinds, found = [address], {kind_of(address): 1}, []
        while waiting:
            one = waiting.pop(0)
            response = window.goto(one)
            if response is None or "text/html" not in response.headers.get("content-type", ""):
                continue
            found.append(window.url.partition("#")[0])
            for link in window.evaluate(_LINKS):
                link = link.partition("#")[0]
                kind = kind_of(link)
                is_new = link not in found and link not in waiting and link.startswith(address)
                if is_new and kinds.get(kind, 0) < PER_KIND:
                    kinds[kind] = kinds.get(kind, 0) + 1
                    waiting.append(link)
        assert not self.faults, self.faults
        return list(dict.fromkeys(found))


def kind_of(address: str) -> str:
    """What sort of page an address leads to: its first part, and whether it asks for anything."""
    parts = urlsplit(address)
    return parts.path.strip("/").split("/")[0] + ("?" if parts.query else "")


def one_of_each(pages: Iterable[str]) -> list[str]:
    """Of each kind of page the first."""
    found: dict[str, str] = {}
    for page in pages:
        found.setdefault(kind_of(page), page)
    return list(found.values())


def wider_than_the_window(page: Page) -> list[str]:
    """What makes the whole page scroll sideways; nothing, if it does not."""
    found: list[str] = page.evaluate(_WIDER)
    return found


def saved(page: Page, path: Path) -> Path:
    """A picture of the window."""
    page.screenshot(path=path)
    return path
