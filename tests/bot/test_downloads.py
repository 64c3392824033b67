"""Slack's token goes to Slack's own file hosts alone."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient

from bot.incoming import SentFile
from bot.keeping.downloads import Downloads, Had, NotHad
from tests.standins.site import Page, Site


def _file(address: str, size: int = 10) -> SentFile:
    return SentFile(name="a.md", address=address, size=size, link="https://klynge.slack.example/a")


@pytest.mark.parametrize(
    "address",
    [
        "https://evil-slack.com/a", "https://slack.com.evil.example/a", "https://files.slack.com@evil.example/a",
        "http://files.slack.com/a", "https://files.slack.com:8443/a", "ftp://files.slack.com/a", "file:///etc/passwd",
        "",
    ],
)  # fmt: skip
def test_an_address_that_only_looks_like_slack_s_is_not_asked(address: str):
    assert Downloads(WebClient("xoxb-secret")).fetch(_file(address)) == NotHad("elsewhere")


def test_a_redirect_is_not_followed_since_it_would_take_the_token_elsewhere():
    with Site() as slack, Site() as other:
        slack.pages = {
            "/files/a.md": Page("# A\n", "text/markdown"),
            "/files/moved.md": Page(status=302, location=other.url("/a")),
        }
        downloads = Downloads(WebClient("xoxb-secret", base_url=slack.url("/api/")))
        assert downloads.fetch(_file(slack.url("/files/a.md"))) == Had(b"# A\n")
        assert downloads.fetch(_file(slack.url("/files/moved.md"))) == NotHad("refused")
        assert downloads.fetch(_file(other.url("/a"))) == NotHad("elsewhere")
        assert other.asked == []


def test_a_file_that_is_larger_than_it_was_said_to_be_is_let_go():
    with Site() as slack:
        slack.pages["/files/a.md"] = Page("x" * 1_001, "text/markdown")
        downloads = Downloads(WebClient("xoxb-secret", base_url=slack.url("/api/")), 1_000)
        assert downloads.fetch(_file(slack.url("/files/a.md"))) == NotHad("too large")
        assert downloads.fetch(_file(slack.url("/files/a.md"), 1_001)) == NotHad("too large")
