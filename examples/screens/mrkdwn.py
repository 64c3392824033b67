"""Slack's mrkdwn as HTML: bold, italics, strikes, code, links. All else is text and stays text."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

# At a word's edge, as Slack asks: a star inside a word is a star.
_BEFORE, _AFTER = r"(?<![^\s(«“\"'*_~>])", r"(?![^\s).,:;!?»”\"'*_~<])"
_RUNS = re.compile(
    r"```\n?(?P<block>.+?)\n?```"
    r"|`(?P<code>[^`\n]+)`"
    r"|<(?P<url>[^|>]+)\|(?P<label>[^>]*)>"
    r"|<(?P<bare>[^>]+)>"
    rf"|{_BEFORE}\*(?P<bold>\S(?:[^*\n]*\S)?)\*{_AFTER}"
    rf"|{_BEFORE}_(?P<italic>\S(?:[^_\n]*\S)?)_{_AFTER}"
    rf"|{_BEFORE}~(?P<strike>\S(?:[^~\n]*\S)?)~{_AFTER}",
    re.DOTALL,
)


def as_html(mrkdwn: str, names: Mapping[str, str]) -> str:
    """``names`` are those of users and channels by id."""
    parts, end = [], 0
    for run in _RUNS.finditer(mrkdwn):
        parts += [_text(mrkdwn[end : run.start()]), _run(run, names)]
        end = run.end()
    return "".join([*parts, _text(mrkdwn[end:])])


def _text(escaped: str) -> str:
    """Slack escapes & < > and no more."""
    plain = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return html.escape(plain).replace("\n", "<br>")


def _run(run: re.Match[str], names: Mapping[str, str]) -> str:
    kind = str(run.lastgroup)
    inner = run[kind]
    marks: Mapping[str, Callable[[], str]] = {
        "block": lambda: f"<pre>{_text(inner)}</pre>",
        "code": lambda: f"<code>{_text(inner)}</code>",
        "label": lambda: f'<a href="{_text(run["url"])}">{_text(inner)}</a>',
        "bare": lambda: _reference(inner, names),
        "bold": lambda: f"<b>{as_html(inner, names)}</b>",
        "italic": lambda: f"<i>{as_html(inner, names)}</i>",
        "strike": lambda: f"<s>{as_html(inner, names)}</s>",
    }
    return marks[kind]()


def _reference(inner: str, names: Mapping[str, str]) -> str:
    """A person, a channel, or an address without a label."""
    if inner[:1] in "@#":
        return f'<span class="ref">{inner[0]}{_text(names.get(inner[1:], inner[1:]))}</span>'
    return f'<a href="{_text(inner)}">{_text(inner)}</a>'
