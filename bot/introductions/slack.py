"""What the parts of introductions share of Slack and of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from slack_sdk import WebClient

from bot.channels import Channels
from bot.house import House
from bot.languages import Languages
from bot.layouts import Layouts
from bot.people import People
from bot.ports import Contacts, Inbox, Preferences, QuestionLog
from bot.post import Post
from bot.views import Views
from knowledge.audiences import AudienceRule


@dataclass(frozen=True, slots=True)
class Slack:
    """``clock`` gives aware times."""

    client: WebClient
    people: People
    post: Post
    layouts: Layouts
    views: Views
    channels: Channels
    house: House
    languages: Languages
    preferences: Preferences
    rule: AudienceRule
    questions: QuestionLog
    inbox: Inbox
    contacts: Contacts
    clock: Callable[[], datetime]
