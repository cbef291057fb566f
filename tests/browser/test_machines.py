"""What a page says of itself for programs, in a real browser."""

import pytest
from playwright.sync_api import BrowserContext

from .conftest import Watch

pytestmark = pytest.mark.browser


def test_the_policy_lets_the_page_say_what_it_is(context: BrowserContext, server: str) -> None:
    """It is data, which no browser runs, so the policy has nothing against it."""
    page = context.new_page()
    watch = Watch(page, server)
    for url in ("", "krydspres/", "en/glossary/", "data-ordbog/", "hent/"):
        page.goto(server + url)
        assert page.locator('script[type="application/ld+json"]').count() == 1
    assert watch.found == []
