"""Members make, change, hide, pause and delete what they say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dateutil.relativedelta import relativedelta

from bot.counter import Forms, Presses
from bot.introductions.brokerage import Brokerage
from bot.introductions.home import Home
from bot.introductions.own_profiles import OwnProfiles
from bot.introductions.parties import Outsider, Parties, Party
from bot.introductions.profile_entries import day_in, entered_in, faults_in
from bot.introductions.slack import Slack
from bot.pressed import Accepted, Faults, Press, Submission
from bot.replies.profile_form import PROFILE_FORM, Prefilled, profile_form
from bot.replies.profile_letters import deleted_letter, members_only_message, too_late_message
from bot.views import PressedTooLongAgo
from knowledge.introductions.entered import FOREVER, paused, said_by, toggled
from knowledge.introductions.profile import HIDEABLE, Profile

_MONTHS: Mapping[str, int] = {"1": 1, "3": 3}


class Profiling:
    def __init__(self, brokerage: Brokerage, slack: Slack, parties: Parties, home: Home) -> None:
        self._brokerage = brokerage
        self._parties = parties
        self._people = slack.people
        self._views = slack.views
        self._post = slack.post
        self._questions = slack.questions
        self._preferences = slack.preferences
        self._clock = slack.clock
        self._home = home
        self._own_profiles = OwnProfiles(brokerage, slack.clock)

    @property
    def presses(self) -> Presses:
        return {
            "profile.edit": self._edit,
            "profile.pause": self._pause,
            "profile.return": self._return,
            "profile.hide": self._hide,
            "profile.delete": self._delete,
        }

    @property
    def forms(self) -> Forms:
        return {PROFILE_FORM: self._take}

    def _edit(self, press: Press) -> None:
        member = self._parties.member(press.user, press.team)
        if isinstance(member, Outsider):
            self._post.tell(press.user, members_only_message(member.said))
            return
        try:
            self._views.open(press.trigger, profile_form(self._prefilled(member), member.said))
        except PressedTooLongAgo:
            self._post.tell(press.user, too_late_message(member.said))

    def _prefilled(self, member: Party) -> Prefilled:
        own = self._own_profiles.of(member.email)
        if not own.row.name:
            name = self._people.profile(member.user).name
            own = replace(own, row=replace(own.row, name=name))
        known = [self._parties.of(email).user for email in own.profile.not_with_people]
        named = own.listed is not None and own.listed.organisation_name != ""
        return Prefilled(own, self._clock().date(), [user for user in known if user], not named)

    def _take(self, sent: Submission) -> Accepted | Faults:
        """Written down before Slack is answered; what is wrong stands in the form."""
        member, today = self._parties.member(sent.user, sent.team), self._clock().date()
        if isinstance(member, Outsider):
            return Accepted(lambda: self._post.tell(sent.user, members_only_message(member.said)))
        chosen = {user: self._parties.identity(user, sent.team) for user in sent.choices("not_with_people")}
        faults = faults_in(sent, today, member.said)
        if not all(chosen.values()) or member.email in chosen.values():
            faults["not_with_people"] = member.said("Choose members of this workspace, and not yourself.")
        if faults:
            return Faults(faults)
        self._save(sent, member, tuple(chosen.values()), today)
        return Accepted(lambda: self._home.show(sent.user, sent.team))

    def _save(self, sent: Submission, member: Party, chosen: tuple[str, ...], today: date) -> None:
        own = self._own_profiles.of(member.email)
        # Who has left Slack cannot be shown in the form, and stays unwanted.
        gone = [email for email in own.profile.not_with_people if not self._parties.of(email).user]
        entered = entered_in(sent, tuple(dict.fromkeys((*chosen, *gone))), member.said.language)
        listed, now = own.listed.row if own.listed else None, self._clock()
        profile = said_by(entered, listed, own.profile, now)
        if "paused_until" in sent.given:
            profile = paused(profile, day_in(sent), listed, today)
        self._brokerage.profiles.save(profile, now)
        if own.row.consents and not entered.consents:
            self._brokerage.introductions.leave(member.email, now)

    def _pause(self, press: Press) -> None:
        today = self._clock().date()
        months = _MONTHS.get(press.value)
        self._until(press, today + relativedelta(months=months) if months else FOREVER)

    def _return(self, press: Press) -> None:
        self._until(press, None)

    def _until(self, press: Press, day: date | None) -> None:
        listed_today = self._clock().date()

        def change(member: Party, profile: Profile) -> Profile:
            listed = self._brokerage.register.listed(member.email, listed_today)
            return paused(profile, day, listed.row if listed else None, listed_today)

        self._change(press, change)

    def _hide(self, press: Press) -> None:
        field = next((one for one in HIDEABLE if one == press.value), None)
        if field is not None:
            self._change(press, lambda member, profile: toggled(profile, field))

    def _change(self, press: Press, change: Callable[[Party, Profile], Profile]) -> None:
        member = self._parties.member(press.user, press.team)
        if isinstance(member, Party):
            changed = change(member, self._brokerage.profiles.of(member.email))
            self._brokerage.profiles.save(changed, self._clock())
        self._home.show(press.user, press.team)

    def _delete(self, press: Press) -> None:
        """All of it may be done twice: a press that a restart interrupted comes again."""
        member, now = self._parties.member(press.user, press.team), self._clock()
        if isinstance(member, Party):
            own = self._own_profiles.of(member.email)
            self._brokerage.profiles.erase(member.email, now)
            self._brokerage.introductions.forget(member.email, now)
            self._questions.forget(member.email)
            self._preferences.forget(member.email)
            letter = deleted_letter(own.listed is not None, member.said)
            self._post.to_person(member.user, letter, press.id)
        self._home.show(press.user, press.team)
