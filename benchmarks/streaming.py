"""How soon somebody in Slack sees that they are heard, and the first words of a model's answer: stand-ins, one run.

    python -m benchmarks.streaming [TIMES]

The bot is the real one with a small index of its own, in this process; the model speaks at the pace of a row.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from slack_bolt import App

from bot.app import build_app
from bot.services import Services
from bot.settings import Environment
from bot.slack_side import services_of
from bot.wiring import build_parts
from knowledge.models import PUBLIC
from tests.scenarios.command_line import OPEN_TO_MODELS, new_cluster
from tests.scenarios.slack_side import stand_in
from tests.standins.model import ModelStandIn, Paces
from tests.standins.slack import Channel, SlackStandIn, User

_QUESTION = "Hva koster årskontingenten for små bedrifter?"
_ANSWER = (
    "Små bedrifter betaler 11 250 kroner i året [1]. Det er årskontingenten for 2026, og den gjelder små bedrifter "
    "som er medlemmer av klyngen [1]. Årskontingenten for små bedrifter er altså 11 250 kroner [1]."
)
_TIMES = 10
# Seconds to the first token, and tokens a second after it; a token is four characters.
_PACES = ((0.5, 50), (1.0, 25), (1.0, 50), (1.0, 100), (2.0, 50))
_SIGNS = ("assistant.threads.setStatus", "reactions.add")


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds after Slack sent the question."""

    sign: float
    token: float
    words: float
    whole: float

    @property
    def ratio(self) -> float:
        return self.words / self.token


class Stage:
    """The bot between its two stand-ins."""

    def __init__(self, slack: SlackStandIn, model: ModelStandIn, services: Services, app: App) -> None:
        self._slack = slack
        self._model = model
        self._services = services
        self._app = app

    def ask(self, user: User, channel: Channel, pace: Paces) -> Seen:
        self._model.script(pace)
        ask = self._slack.events.says if channel.kind == "im" else self._slack.events.mentions
        request = self._slack.bolt_request(ask(user, channel, _QUESTION))
        before, tokens, began = len(list(self._slack.calls)), len(self._model.first_words), time.time()
        self._app.dispatch(request)
        self._slack.wait_for(lambda: self._at("chat.stopStream", before), timeout=60)
        return Seen(
            min(at for sign in _SIGNS if (at := self._at(sign, before))) - began,
            self._model.first_words[tokens] - began,
            self._at("chat.startStream", before) - began,
            self._at("chat.stopStream", before) - began,
        )

    def _at(self, method: str, before: int) -> float:
        """When this was first called after so many calls; 0 where it was not."""
        later = (call for call in self._slack.calls if call.number > before and call.method == method)
        return next((call.at for call in later), 0.0)


def main(times: int) -> None:
    print(f"- {date.today().isoformat()}, `python -m benchmarks.streaming {times}`")
    print(
        f"- {os.cpu_count()} cores; {platform.system()} {platform.machine()}; Python {platform.python_version()}\n"
    )
    print("| asked in | model: first token, then tokens/s | first sign, ms | model's first token, ms | first words, ms "
          "| first words / first token | whole, ms |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    with _stage() as (stage, user, places):
        stage.ask(user, places[0], Paces(_ANSWER, 0.1, 0.0))
        for first, speed in _PACES:
            for place in places:
                seen = [stage.ask(user, place, Paces(_ANSWER, first, 1 / speed)) for _ in range(times)]
                print(_line(place, first, speed, seen), flush=True)


@contextmanager
def _stage() -> Iterator[tuple[Stage, User, Sequence[Channel]]]:
    with tempfile.TemporaryDirectory() as folder, ModelStandIn() as model, stand_in() as slack:
        cluster = new_cluster(Path(folder))
        cluster.write("cluster.toml", OPEN_TO_MODELS)
        if cluster.run("ingest").code:
            raise SystemExit("the small cluster could not be indexed")
        environment = Environment(
            openai_api_key="sk-stand-in",
            openai_base_url=model.base_url,
            klyngebot_chat_model="openai:stand-in",
            slack_bot_token=slack.bot_token,
            slack_signing_secret=slack.signing_secret,
            slack_api_url=slack.base_url,
        )
        parts = build_parts(environment, Path(folder) / "cluster.toml")
        services = services_of(parts)
        parts.retrieval.search(_QUESTION, frozenset({PUBLIC}), 1)
        kari = slack.workspace.add_user("kari")
        places = (slack.workspace.direct(kari), slack.workspace.add_channel("generelt", [kari]))
        try:
            yield Stage(slack, model, services, build_app(services)), kari, places
        finally:
            services.close()


def _line(place: Channel, first: float, speed: int, seen: Sequence[Seen]) -> str:
    columns = (
        "a direct message" if place.kind == "im" else "a channel",
        f"{first:.1f} s, {speed}",
        _milliseconds([one.sign for one in seen]),
        _milliseconds([one.token for one in seen]),
        _milliseconds([one.words for one in seen]),
        f"{statistics.median(one.ratio for one in seen):.2f} (worst {max(one.ratio for one in seen):.2f})",
        _milliseconds([one.whole for one in seen]),
    )
    return f"| {' | '.join(columns)} |"


def _milliseconds(seconds: Sequence[float]) -> str:
    return f"{1_000 * statistics.median(seconds):.0f} (worst {1_000 * max(seconds):.0f})"


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _TIMES)
