"""What stands behind the slash command, in either language."""

import pytest

from bot.ways.typed import Typed, typed


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("", Typed("help")),
        ("  ", Typed("help")),
        ("help", Typed("help")),
        ("Hjelp", Typed("help")),
        ("ask when do we meet?", Typed("ask", "when do we meet?")),
        ("spør når møtes vi?", Typed("ask", "når møtes vi?")),
        ("Spør: når møtes vi?", Typed("ask", "når møtes vi?")),
        ("når møtes vi?", Typed("ask", "når møtes vi?")),
        ("find vedtekter", Typed("find", "vedtekter")),
        ("FINN vedtekter 2026", Typed("find", "vedtekter 2026")),
        ("finn", Typed("help")),
        ("introduce someone who knows law", Typed("introduce", "someone who knows law")),
        ("introduser", Typed("introduce")),
        ("events", Typed("events")),
        ("arrangementer i Halden", Typed("events", "i Halden")),
        ("profil", Typed("profile")),
        ("profilen til Tjeld Data?", Typed("ask", "profilen til Tjeld Data?")),
        ("profil til Tjeld Data?", Typed("ask", "profil til Tjeld Data?")),
        ("help me with the fee", Typed("ask", "help me with the fee")),
        ("personvern", Typed("privacy")),
        ("listen on", Typed("listen")),
        ("lytt på", Typed("listen")),
        ("Lytt av", Typed("silence")),
        ("listen OFF", Typed("silence")),
        ("listen to what?", Typed("ask", "listen to what?")),
    ],
)
def test_a_command_is_read_as_its_way_and_its_words(text, read):
    assert typed(text) == read
