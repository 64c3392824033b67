"""What people write, read as words, and taken for what it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording import LONGEST_QUESTION, addresses_another, kind_of, shortened, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@UBOT> når møtes vi?", "når møtes vi?"),
        ("<@UBOT|klyngebot>: når?", "når?"),
        ("hei <@UBOT>, når?", "hei når?"),
        ("spør <@U2|kari> i <#C1|generelt>", "spør @kari i #generelt"),
        ("R&amp;D &lt;3", "R&D <3"),
        ("se <https://x.no/a|avtalen> og <https://x.no/b>", "se avtalen og https://x.no/b"),
        ("<mailto:a@x.no|a@x.no> <tel:123|123>", "a@x.no 123"),
        ("<!subteam^S1|@styret> <!here> møte <!date^1^{date}|i dag>", "@styret møte i dag"),
        ("  en \n\n to ", "en\n\nto"),
        ("Hva er dette?\n```def f():\n    return 1```\nSvar gjerne", "Hva er dette?\n\nSvar gjerne"),
        ("```kode uten slutt", ""),
    ],
)
def test_slacks_markup_becomes_words(text, words):
    assert words_of(text, "UBOT") == words


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("", "help"),
        ("?", "help"),
        ("Hei!", "help"),
        ("god morgen", "help"),
        ("hjelp", "help"),
        ("takk!", "thanks"),
        ("Tusen takk for hjelpen :pray:", "thanks"),
        ("ok, takk", "thanks"),
        ("Thanks a lot!", "thanks"),
        (":tada:", "thanks"),
        ("👍🏽", "thanks"),
        ("👩‍💻", "thanks"),
        ("ok", "thanks"),
        ("Supert, den er god!", "thanks"),
        ("Got it :+1:", "thanks"),
        ("Takk, det var til stor hjelp!", "thanks"),
        ("Thanks, that helped a lot", "thanks"),
        ("Takk, flott!", "thanks"),
        ("ha en fin dag", "thanks"),
        ("Ok?", "question"),
        ("ok, når møtes vi", "question"),
        ("Takk, jeg vil også vite hva det koster", "question"),
        ("fint kontor i Halden", "question"),
        ("Takkebrev til styret", "question"),
        ("Hva kan du gjøre?", "help"),
        ("Hei! Hvem er du?", "help"),
        ("what can you do for us?", "help"),
        ("Hva kan vi spørre deg om?", "help"),
        ("Hva kan du si om budsjettet?", "question"),
        ("Hvem er du redd for?", "question"),
        ("takk, men når møtes vi?", "question"),
        ("Hvem skal ha takk for dugnaden?", "question"),
        ("hei, når møtes vi", "question"),
        ("når?", "question"),
        ("2026", "question"),
    ],
)
def test_a_message_is_taken_for_what_a_colleague_would_take_it_for(words, kind):
    assert kind_of(words, has_files=False) == kind


def test_only_a_file_without_words_is_about_the_file():
    assert kind_of("", has_files=True) == "files"
    assert kind_of("hva står her?", has_files=True) == "question"


def test_code_without_words_is_about_the_code():
    assert kind_of("", has_files=False, has_code=True) == "code"
    assert kind_of("", has_files=True, has_code=True) == "files"
    assert kind_of("hva gjør denne?", has_files=False, has_code=True) == "question"


@pytest.mark.parametrize(
    "text", ["<@U2> når?", " <@U2|kari>: når?", "Hei <@U2>, når?", "<!subteam^S1> når?", "<!here> når?"]
)
def test_a_message_that_opens_with_another_name_is_for_them(text):
    assert addresses_another(text, "UBOT")


@pytest.mark.parametrize(
    "text", ["når møtes <@U2>?", "<@UBOT> når?", "og når?", "", "<https://x.no> hva er dette?"]
)
def test_other_messages_are_not(text):
    assert not addresses_another(text, "UBOT")


def test_a_long_question_is_cut_after_a_sentence():
    assert shortened("Når møtes vi? " * 400).endswith("?")


@given(st.text(max_size=9_000))
def test_a_shortened_question_is_the_beginning_of_the_long_one(words):
    short = shortened(words)
    assert words.startswith(short)
    assert len(short) <= LONGEST_QUESTION
    assert short == words or len(words) > LONGEST_QUESTION
