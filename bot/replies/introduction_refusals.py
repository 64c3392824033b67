"""Why something about an introduction cannot be done, to the one who pressed the button."""

from __future__ import annotations

from bot.replies.catalogue import Texts
from knowledge.introductions.steps import Reason
from knowledge.matching.barriers import Barrier


def refusal(reason: Reason, said: Texts) -> str:
    """One sentence that says what to do, where anything can be done. It tells nothing of anybody else."""
    match reason:
        case "two_open":
            return said(
                "You have two requests open already. I ask for you again when one of them is answered or withdrawn."
            )
        case "month_full":
            return said("That was three this month. From the first of the next one I ask for you again.")
        case "met_lately":
            return said("You two were introduced not long ago: just write to them.")
        case "not_now":
            return said("That one does not work out just now. Ask me for somebody else whenever you like.")
        case "same_person":
            return said("I cannot introduce somebody to themselves.")
        case "wrong_person" | "unknown":
            return said("This is for somebody else, or no longer here.")
        case "over" | "too_late":
            return said("This is no longer open. Ask me anew whenever you like.")
        case "out_of_order" | "too_early":
            return said("It is a little early for that; I come back to you.")


def barred(barrier: Barrier, said: Texts) -> str:
    """Why somebody cannot be introduced, to a coordinator. A person's secrets and habits are not told here either."""
    match barrier:
        case "no consent":
            return said("This one has not agreed to be introduced.")
        case "paused" | "benched" | "no capacity":
            return said("This one is not to be asked just now.")
        case "left":
            return said("This one is not in the register of people.")
        case "themselves":
            return said("I cannot introduce somebody to themselves.")
        case "met":
            return said("These two were introduced not long ago.")
        case "same organisation" | "not with" | "declined" | "organisations met":
            return said("These two cannot be introduced just now.")
