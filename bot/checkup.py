"""``klyngebot doctor``: what is wrong with this installation and how to mend it, and what leaves the machine."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bot.finding import Finding
from bot.replies.unreadable import MEND, sentence
from bot.settings import Environment
from bot.slack_check import look_at_slack
from bot.traces import collector_of
from bot.wiring import Parts
from knowledge.embeddings import LOCAL
from knowledge.errors import KlyngebotError
from knowledge.models import PUBLIC

_LEAST_FREE = 500_000_000
_STALE = timedelta(days=7)
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_PROVIDER = "its provider's servers"


def examine(parts: Parts) -> tuple[Finding, ...]:
    """Every check, in the order to mend things in. Makes an empty data folder where there is none."""
    return tuple(finding for check in _CHECKS for finding in _examined(check, parts))


def leaving(parts: Parts) -> tuple[str, ...]:
    """What is sent to other machines with these settings, a sentence each; empty: nothing is."""
    environment = parts.environment
    elsewhere = environment.openai_base_url or _PROVIDER
    sentences = []
    if environment.klyngebot_embeddings != LOCAL and parts.settings.cluster.allow_model_provider:
        sentences.append(
            f"All indexed texts and every question go to the embedder {environment.klyngebot_embeddings} "
            f"({elsewhere})."
        )
    if parts.chat_model:
        sentences.append(
            f"Questions, the last turns of their thread and the passages found for them go to the model "
            f"{parts.chat_model} ({elsewhere})."
        )
    sites = [source.path for source in parts.settings.sources if source.is_url]
    if sites:
        sentences.append(f"Each sync asks for what lies at: {', '.join(sites)}.")
    sentences.extend(_servers(environment))
    if (host := collector_of(environment.klyngebot_traces)) and host not in _THIS_MACHINE:
        sentences.append(
            f"How long the work on each message took, without texts and people, goes to the collector at {host}."
        )
    if environment.slack_bot_token:
        sentences.append(
            f"Answers and the titles of their sources go to Slack ({environment.slack_api_url})."
        )
    return tuple(sentences)


def _servers(environment: Environment) -> Iterator[str]:
    """Of those that are not on this machine."""
    for what, url in (
        ("All records, passages and the register among them,", environment.klyngebot_database_url),
        ("The numbers that stand for passages", environment.klyngebot_chroma_url),
    ):
        host = urlsplit(url).hostname
        if host and host not in _THIS_MACHINE:
            yield f"{what} are kept by the server at {host}."


def _examined(check: Callable[[Parts], Iterator[Finding]], parts: Parts) -> Iterator[Finding]:
    try:
        yield from check(parts)
    except KlyngebotError as error:
        says, _, mend = str(error).rstrip(".").partition("; ")
        yield Finding(check.__name__.strip("_"), "wrong", says, mend)


def _settings(parts: Parts) -> Iterator[Finding]:
    cluster = parts.settings.cluster
    yield Finding("settings", "fine", f"{parts.settings.file.name} describes {cluster.name}")
    if not cluster.coordinators:
        yield Finding(
            "settings",
            "look",
            "no coordinator is named, so nobody is told to members as the person to ask",
            'add coordinators = ["you@example.org"] under [cluster]',
        )
    if PUBLIC in parts.settings.audiences:
        yield Finding(
            "settings",
            "look",
            f"[audiences.{PUBLIC}] changes nothing: everybody may read what is public",
            f"remove it, or give the group a name of its own such as [audiences.{PUBLIC}-group]",
        )
    for name, audience in parts.settings.audiences.items():
        if not (audience.members or audience.slack_usergroup or audience.slack_channel):
            yield Finding(
                "settings",
                "look",
                f"nobody belongs to the audience '{name}', so nobody can read its documents",
                f"add members, slack_usergroup or slack_channel under [audiences.{name}]",
            )


def _secrets(parts: Parts) -> Iterator[Finding]:
    file = Path(".env")
    if file.is_file() and os.name == "posix" and file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield Finding(
            "secrets", "look", ".env can be read by other users of this machine", "run: chmod 600 .env"
        )


def _data_folder(parts: Parts) -> Iterator[Finding]:
    free = shutil.disk_usage(
        parts.data_folder.parent if not parts.data_folder.exists() else parts.data_folder
    ).free
    if free < _LEAST_FREE:
        says = f"only {free // 1_000_000} MB are free where the data folder lies"
        yield Finding("data folder", "wrong", says, "make room, or name another folder with --data")
    _ = parts.database
    if os.name == "posix" and parts.data_folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        says = f"{parts.data_folder} can be opened by other users of this machine, and it holds board papers"
        yield Finding("data folder", "wrong", says, f"run: chmod 700 {parts.data_folder}")
    yield Finding("data folder", "fine", f"{parts.data_folder} can be read and written")


def _embedder(parts: Parts) -> Iterator[Finding]:
    vector = parts.embedder.embed_query("prøve")
    yield Finding("embedder", "fine", f"{parts.embedder.name} gives {len(vector)} numbers a text")


def _index(parts: Parts) -> Iterator[Finding]:
    synced = parts.catalogue.fact("synced_at")
    if not synced:
        yield Finding("index", "wrong", "nothing is indexed yet", "run: klyngebot ingest")
        return
    passages = parts.catalogue.passage_count()
    yield Finding("index", "fine", f"{passages} passages, last sync {synced}")
    if datetime.now(UTC) - datetime.fromisoformat(synced) > _STALE:
        yield Finding("index", "look", "the last sync is more than a week old", "run: klyngebot ingest")
    used = parts.catalogue.fact("embedder", parts.embedder.name)
    if used != parts.embedder.name:
        says = f"the index was made with the embedder {used}, and {parts.embedder.name} is set now"
        yield Finding("index", "wrong", says, "run: klyngebot ingest")
    if not parts.stores.agree():
        says = "the vectors, the keywords and the records differ; a sync was cut off"
        yield Finding("index", "wrong", says, "run: klyngebot ingest, which repairs them")


def _sources(parts: Parts) -> Iterator[Finding]:
    for failure in parts.catalogue.failures():
        yield Finding("sources", "look", f"{failure.source}: {failure.reason}", failure.mend)


def _readers(parts: Parts) -> Iterator[Finding]:
    if sources := parts.overview.for_nobody():
        yield Finding("readers", "look", sentence(sources), MEND)


def _left_out(parts: Parts) -> Iterator[Finding]:
    for name, before, now in parts.reassigned.left_out():
        yield Finding(
            "readers",
            "look",
            f"{parts.settings.file.name} names {name} no more; what lies there was for '{before}', is for '{now}' now",
            f"name {name} with its audience again where that is not meant; else run: klyngebot ingest",
        )


def _curated_answers(parts: Parts) -> Iterator[Finding]:
    for one in parts.curated.regression.findings(parts.today()):
        says = f"{one.answer} ({one.title}; {one.owner}): {one.complaint}: {one.detail}"
        yield Finding("curated answers", "look", says, one.mend)


def _model(parts: Parts) -> Iterator[Finding]:
    _ = parts.answers
    name = parts.chat_model
    says = f"answers are written by {name}" if name else "answers are quotations; no model is set"
    yield Finding("model", "fine", says)
    if not name and parts.environment.chat_model:
        says = (
            f"{parts.environment.chat_model} is set, and cluster.toml lets nothing go to a model's provider"
        )
        mend = "write allow_model_provider = true under [cluster], or KLYNGEBOT_CHAT_MODEL=none in .env"
        yield Finding("model", "look", says, mend)
    spent, a_day = parts.model_calls.spent(), parts.model_calls.a_day
    if name and spent >= a_day:
        says = f"the model's {a_day} calls of today are spent, and answers are quotations until midnight"
        mend = "wait, or raise model_calls_a_day under [limits] in cluster.toml"
        yield Finding("model", "look", says, mend)


_CHECKS = (
    _settings,
    _secrets,
    _data_folder,
    _embedder,
    _index,
    _sources,
    _readers,
    _left_out,
    _curated_answers,
    _model,
    look_at_slack,
)
