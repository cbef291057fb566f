"""A browser, and a watch over what a page does in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

WIDTHS = {"phone": 360, "desktop": 1280}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


class Watch:
    """What a page did that a reader should not suffer: errors, failed requests, requests to other hosts."""

    def __init__(self, page: Page, server: str) -> None:
        self.found: list[str] = []
        page.on("console", lambda message: message.type == "error" and self.found.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.found.append(f"script: {error}"))
        # A request that the next page load cuts off is nobody's fault.
        page.on(
            "requestfailed",
            lambda request: request.failure == "net::ERR_ABORTED" or self.found.append(f"failed: {request.url}"),
        )
        page.on(
            "response",
            lambda response: response.status >= 400 and self.found.append(f"{response.status}: {response.url}"),
        )
        page.on(
            "request", lambda request: request.url.startswith(server) or self.found.append(f"elsewhere: {request.url}")
        )
