"""One document of twenty pages, dropped in Slack, added and asked about: the real bot, and a Slack on localhost."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.use_cases.knowledge_changes import Looked, Offer
from knowledge.embeddings import LocalEmbedder
from tests.scenarios.introduction_side import KARI, Bot, Town, made_cluster
from tests.scenarios.slack_side import all_text, stand_in

WORDS = 8_000
_TRUTH = "Prøvesenteret på Lyngmyra holder åpent mandager fra klokken 13.15 til 17.45."
_QUESTION = "Når holder prøvesenteret på Lyngmyra åpent?"
_WHO = (
    "Styret",
    "Sekretariatet",
    "Faggruppen",
    "Prosjektlederen",
    "Laboratoriet",
    "Leverandøren",
    "Medlemmet",
)
_DOES = ("vedtar", "følger opp", "skriver ned", "betaler for", "melder fra om", "kontrollerer", "bestiller")
_WHAT = (
    "avtalen",
    "målingene",
    "utstyret",
    "opplæringen",
    "budsjettet",
    "søknaden",
    "rapporten",
    "vedlikeholdet",
)
_WHEN = (
    "hver måned",
    "før sommeren",
    "etter møtet",
    "når prøvene er ferdige",
    "i samråd med brukerne",
    "uten opphold",
)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Seconds after the file was dropped; ``bare`` is how long the embedder alone takes."""

    preview: float
    added: float
    answered: float
    bare: float


def document(seed: int) -> bytes:
    """A handbook of invented sentences, and at its end the one that is asked for."""
    import docx

    chance, handbook, words = random.Random(seed), docx.Document(), 0
    handbook.add_heading("Håndbok for prøvesenteret", 0)
    while words < WORDS:
        handbook.add_heading(f"Kapittel {words}", 2)
        said = " ".join(_sentence(chance) for _ in range(12))
        handbook.add_paragraph(said)
        words += len(said.split())
    handbook.add_paragraph(_TRUTH)
    content = io.BytesIO()
    handbook.save(content)
    return content.getvalue()


def _sentence(chance: random.Random) -> str:
    who, does, what, when = map(chance.choice, (_WHO, _DOES, _WHAT, _WHEN))
    return f"{who} {does} {what} nummer {chance.randrange(10_000)} {when}."


@contextmanager
def _opened(folder: Path) -> Iterator[tuple[Town, Bot]]:
    with stand_in() as slack:
        town = Town(slack, made_cluster(folder), datetime.now(ZoneInfo("Europe/Oslo")))
        with town.open() as bot:
            bot.parts.embedder.embed_query(_QUESTION)
            yield town, bot


def dropped(folder: Path, seed: int) -> Dropped:
    """Raises SystemExit where the answer is wrong."""
    with _opened(folder) as (town, bot):
        return _dropped(town, bot, document(seed))


def _dropped(town: Town, bot: Bot, content: bytes) -> Dropped:
    slack, user = town.slack, town.users[KARI]
    began = time.monotonic()
    file = slack.workspace.add_file(user, "Handbok.docx", content)
    bot.hears(slack.events.says(user, slack.workspace.direct(user), "", files=[file]))
    slack.wait_for(lambda: bool(town.letters(KARI)), 120)
    preview = time.monotonic() - began
    bot.presses(KARI, "keep.form")
    bot.sends(KARI)
    slack.wait_for(lambda: "er lagt til" in all_text(town.letters(KARI)[0]), 120)
    added = time.monotonic() - began
    bot.told(KARI, _QUESTION)
    answered = time.monotonic() - began
    if "13.15" not in town.latest(KARI):
        raise SystemExit(f"the answer was wrong: {town.latest(KARI)}")
    return Dropped(preview, added, answered, _bare(bot, content))


def _bare(bot: Bot, content: bytes) -> float:
    """An engine of its own: the bot's remembers what it has seen."""
    looked = bot.parts.keep_knowledge.look(Offer("Again.docx", content, ""))
    if not isinstance(looked, Looked):
        raise SystemExit("the document could not be read")
    texts = [text for passage in looked.preview.passages for text in passage.embedded_texts]
    embedder = LocalEmbedder()
    embedder.embed_query(_QUESTION)
    began = time.monotonic()
    embedder.embed_passages(list(dict.fromkeys(texts)))
    return time.monotonic() - began
