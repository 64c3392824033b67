"""By what somebody is found in what is kept, and that nobody else is."""

from __future__ import annotations

import pytest

from knowledge.privacy.identity import Identity

KARI = Identity("kari.moe@havn.example", ("Kari Moe", "Kari"), ("U0KARI",))


@pytest.mark.parametrize(
    "text",
    [
        "Kari Moe var der.",
        "kari  moe",
        "<@U0KARI>",
        "Skriv til kari.moe@havn.example.",
        "(KARI.MOE@HAVN.EXAMPLE)",
    ],
)
def test_a_person_is_found_however_they_are_written(text: str):
    assert KARI.is_in(text)
    assert not KARI.is_in(KARI.out_of(text))


@pytest.mark.parametrize(
    "text",
    [
        "Kari Moen", "Kari", "anne-kari.moe@havn.example", "anne.kari.moe@havn.example", "kari.moe@havn.example.org",
        "kari.moe@havn.example-gruppen.no", "U0KARIN", "",
    ],
)  # fmt: skip
def test_who_is_only_called_alike_is_left_alone(text: str):
    assert not KARI.is_in(text)
    assert KARI.out_of(text) == text


def test_lists_and_objects_are_looked_through():
    told = {"by": "kari.moe@havn.example", "of": [{"Kari Moe": 1}, "Ola"], "n": 3}
    assert KARI.out_of(told) == {"by": "erased person", "of": [{"erased person": 1}, "Ola"], "n": 3}
    assert KARI.is_in(told)


@pytest.mark.parametrize(("email", "users"), [("", ()), (" ", ()), ("kari@havn.example", ("",))])
def test_a_blank_is_nobody(email: str, users: tuple[str, ...]):
    with pytest.raises(ValueError, match="stands for everybody"):
        Identity(email, ("Kari Moe",), users)
