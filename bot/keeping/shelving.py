"""Coordinators add what was shown to them, take it away again, bring it back, and try it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from bot.counter import Forms, Presses
from bot.incoming import Thread
from bot.introductions.slack import Slack
from bot.keeping.drafts import Draft
from bot.keeping.progress import Progress
from bot.ports import Keeper
from bot.post import Letter
from bot.pressed import Accepted, Faults, Press, Submission
from bot.replies.answer import answer_messages
from bot.replies.catalogue import Texts
from bot.replies.choices import opened
from bot.replies.intake import KEEP_FORM, form_faults, keep_form, left_message, review_day
from bot.replies.keeping import TRY_FORM, outcome_message, tried_opening, try_form
from bot.replies.profile_letters import too_late_message
from bot.use_cases.answer_question import AnswerQuestion, Asked
from bot.use_cases.knowledge_changes import Outcome
from bot.views import PressedTooLongAgo, View
from ingest.sync import SyncRun
from knowledge.holdings.terms import Terms
from knowledge.models import MEMBERS, PUBLIC, Asker

_ADD, _TRIED = "keep.add", "keep.tried"
_WAIT_SECONDS = 600.0


class Shelving:
    """Whoever is no coordinator presses in vain."""

    def __init__(self, keeper: Keeper, slack: Slack, answer_question: AnswerQuestion) -> None:
        self._keeper = keeper
        self._answer_question = answer_question
        self._people = slack.people
        self._languages = slack.languages
        self._post = slack.post
        self._views = slack.views
        self._rule = slack.rule
        self._house = slack.house
        self._clock = slack.clock

    @property
    def presses(self) -> Presses:
        return {
            "keep.form": self._of_coordinator(self._open_form),
            "keep.leave": self._of_coordinator(self._leave),
            _ADD: self._of_coordinator(self._add),
            "keep.remove": self._of_coordinator(self._remove),
            "keep.restore": self._of_coordinator(self._restore),
            "keep.try": self._of_coordinator(self._open_try_form),
            _TRIED: self._of_coordinator(self._try),
        }

    @property
    def forms(self) -> Forms:
        return {KEEP_FORM: self._take, TRY_FORM: self._take_try}

    def _of_coordinator(self, work: Callable[[Press, str], None]) -> Callable[[Press], None]:
        def pressed(press: Press) -> None:
            email = self._people.identity(press.user, press.team)
            if email in self._house.coordinators:
                work(press, email)

        return pressed

    def _open_form(self, press: Press, email: str) -> None:
        draft = replace(Draft.from_json(press.value), channel=press.channel, ts=press.ts)
        terms, today = self._keeper.terms_of(draft.taken.source), self._clock().date()
        if not draft.taken.revision:
            terms = replace(terms, owner=email, review_on=review_day(today))
        said = self._languages.of(press.user)
        owner = self._people.with_email(terms.owner) if terms.owner else None
        audiences = self._audiences(self._rule.names)
        self._open(press, keep_form(terms, owner.id if owner else "", audiences, draft.to_json(), said))

    def _leave(self, press: Press, email: str) -> None:
        draft = Draft.from_json(press.value)
        self._keeper.let_go(draft.taken)
        self._post.rewrite(Letter(press.channel, press.ts), left_message(draft.title, self._said(press)))

    def _take(self, sent: Submission) -> Accepted | Faults:
        """What cannot be meant stands in the form; the work comes after Slack is answered, also after a restart."""
        owner = self._people.identity(sent.text("owner"), sent.team) if sent.text("owner") else ""
        terms = Terms(sent.text("audience"), owner, _day(sent, "review_on"), _day(sent, "expires_on"))
        faults = dict(terms.faults(self._rule.names, self._clock().date()))
        if sent.text("owner") and not owner:
            faults["owner"] = "no address"
        if faults:
            return Faults(form_faults(faults, self._languages.of(sent.user)))
        value = json.dumps({"draft": sent.subject, **terms.written()}, ensure_ascii=False)
        return Accepted(then=_press(_ADD, value, sent))

    def _add(self, press: Press, email: str) -> None:
        given = json.loads(press.value)
        draft, terms = Draft.from_json(given["draft"]), Terms.read(given)
        self._work(draft, press, lambda run: self._keeper.add(draft.taken, terms, email, run))

    def _remove(self, press: Press, email: str) -> None:
        draft = replace(Draft.from_json(press.value), channel=press.channel, ts=press.ts)
        self._work(draft, press, lambda run: self._keeper.remove(draft.taken.source, email, run))

    def _restore(self, press: Press, email: str) -> None:
        draft = replace(Draft.from_json(press.value), channel=press.channel, ts=press.ts)
        self._work(draft, press, lambda run: self._keeper.restore(draft.taken.source, email, run))

    def _work(self, draft: Draft, press: Press, change: Callable[[SyncRun], Outcome]) -> None:
        """The message says how far it has come, and in the end what came of it."""
        said, letter = self._said(press), Letter(draft.channel, draft.ts)
        progress = Progress(self._post, letter, draft.title, said, time.monotonic)
        outcome = change(SyncRun(progress, lambda: progress.start(0), _WAIT_SECONDS))
        carried = replace(draft, channel="", ts="").to_json()
        self._post.rewrite(letter, outcome_message(draft.title, outcome, carried, said))

    def _open_try_form(self, press: Press, email: str) -> None:
        """Nobody is shown what they may not read themselves."""
        own = self._rule.for_person(self._people.person(self._people.profile(press.user), press.team))
        self._open(press, try_form(self._audiences(own), press.value, self._said(press)))

    def _take_try(self, sent: Submission) -> Accepted | Faults:
        value = json.dumps({name: sent.text(name) for name in ("question", "audience")}, ensure_ascii=False)
        return Accepted(then=_press(_TRIED, value, sent))

    def _try(self, press: Press, email: str) -> None:
        given = json.loads(press.value)
        own = self._rule.for_person(self._people.person(self._people.profile(press.user), press.team))
        audiences = self._rule.asker_in_audience(given["audience"]).audiences & own
        asked = Asked(given["question"], Asker(audiences), Thread(press.team, press.user, press.id))
        answer = self._answer_question(asked)
        opening = tried_opening(given["question"], given["audience"], self._said(press))
        for part, message in enumerate(opened(answer_messages(answer, self._house.coordinators), opening), 1):
            self._post.to_person(press.user, message, f"{press.id}:{part}")

    def _audiences(self, names: frozenset[str]) -> list[str]:
        """Members first, everybody second, then the others by name."""
        return sorted(names, key=lambda name: (name != MEMBERS, name != PUBLIC, name))

    def _open(self, press: Press, view: View) -> None:
        try:
            self._views.open(press.trigger, view)
        except PressedTooLongAgo:
            self._post.tell(press.user, too_late_message(self._said(press)))

    def _said(self, press: Press) -> Texts:
        return self._languages.of(press.user)


def _press(action: str, value: str, sent: Submission) -> Press:
    return Press(
        id=f"press:{sent.user}:{sent.view}:{action}",
        action=action,
        value=value,
        user=sent.user,
        team=sent.team,
    )


def _day(sent: Submission, name: str) -> date | None:
    return date.fromisoformat(sent.text(name)) if sent.text(name) else None
