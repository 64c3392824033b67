"""No page, link or redirect makes the program ask a machine of the own network."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from ingest.sources.outside import InnerMachine, Outside, is_outside
from ingest.sources.web_client import Fetched, Gone, Late, WebClient
from tests.standins.site import Page, Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        running.page("/a", "Adgang", "Døren åpner kl. 7.")
        yield running


def _named(site: Site) -> str:
    return site.url("").removeprefix("http://")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1",
    ],
)  # fmt: skip
def test_addresses_of_the_own_network_are_not_outside(address: str):
    assert not is_outside(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "193.156.1.1", "2606:4700::1111", "64:ff9b::101:101"])
def test_addresses_of_the_open_internet_are_outside(address: str):
    assert is_outside(address)


@pytest.mark.parametrize(
    "written", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "LOCALHOST", "127.0.0.1."]
)  # fmt: skip
def test_a_machine_of_the_own_network_is_not_asked_however_it_is_written(site: Site, written: str):
    port = _named(site).rpartition(":")[2]
    with WebClient() as client:
        answer = client.fetch(f"http://{written}:{port}/a")
    assert isinstance(answer, Gone | Late)
    assert site.asked == []


def test_who_is_refused_is_told_why_and_how_to_mend_it(site: Site):
    with WebClient() as client:
        answer = client.fetch(site.url("/a"))
    assert answer == Gone(
        "it leads to a machine of the own network",
        "save it as a file, or name that machine in fetching.inner_hosts of cluster.toml",
    )


def test_a_machine_that_is_named_may_be_asked_at_that_port_alone(site: Site):
    with WebClient(inner_hosts=(_named(site),)) as client, Site() as other:
        other.page("/a", "Annet", "Noe annet.")
        assert isinstance(client.fetch(site.url("/a")), Fetched)
        assert isinstance(client.fetch(other.url("/a")), Gone)
        assert other.asked == []


def test_a_redirect_does_not_lead_to_another_machine_of_the_own_network(site: Site):
    with Site() as inner, WebClient(inner_hosts=(_named(site),)) as client:
        inner.page("/secret", "Hemmelig", "Hemmelig.")
        site.pages["/moved"] = Page(status=302, location=inner.url("/secret"))
        assert isinstance(client.fetch(site.url("/moved")), Gone)
        assert inner.asked == []


def test_a_redirect_within_a_site_is_followed(site: Site):
    site.pages["/moved"] = Page(status=302, location="/a")
    with WebClient(inner_hosts=(_named(site),)) as client:
        assert isinstance(client.fetch(site.url("/moved")), Fetched)


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/a", "gopher://127.0.0.1/"])
def test_a_redirect_to_what_is_no_page_is_refused(site: Site, location: str):
    site.pages["/moved"] = Page(status=302, location=location)
    with WebClient(inner_hosts=(_named(site),)) as client:
        assert isinstance(client.fetch(site.url("/moved")), Gone)


def test_a_name_with_one_inner_address_is_refused_though_its_others_are_open():
    way = Outside(resolve=lambda host, port: ["93.184.215.14", "10.0.0.7"])
    with pytest.raises(InnerMachine), httpx.Client(transport=way) as client:
        client.get("http://two-faced.example/")


def test_a_name_is_looked_up_once_and_the_address_that_was_checked_is_the_one_that_is_asked(site: Site):
    """A name server that answers with an inner address the second time is not asked a second time."""
    answers = iter([["127.0.0.1"], ["10.0.0.7"]])
    way = Outside((f"rebinding.example:{_named(site).rpartition(':')[2]}",), lambda host, port: next(answers))
    with httpx.Client(transport=way) as client:
        response = client.get(site.url("/a").replace("127.0.0.1", "rebinding.example"))
    assert "Døren åpner" in response.text
    assert next(answers) == ["10.0.0.7"]


def test_the_machine_is_asked_by_its_name(site: Site):
    way = Outside(("wiki.example",), lambda host, port: ["127.0.0.1"])
    url = site.url("/a").replace("127.0.0.1", "wiki.example")
    with httpx.Client(transport=way) as client:
        response = client.get(url)
    assert (str(response.url), response.request.headers["host"]) == (url, url.split("/")[2])


def test_a_name_that_nobody_knows_is_asked_again_later():
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(httpx.ConnectError), httpx.Client(transport=Outside(resolve=unknown)) as client:
        client.get("http://nowhere.example/")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"MZ\x90\x00" + bytes(100), "application/pdf"),
        (b"\x7fELF" + bytes(100), "text/html"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "text/plain"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(100), "text/html"),
        (b"Rar!\x1a\x07" + bytes(100), "application/octet-stream"),
    ],
)
def test_what_its_bytes_show_to_be_no_document_is_not_read(site: Site, content: bytes, kind: str):
    site.pages["/x"] = Page(content, kind)
    with WebClient(inner_hosts=(_named(site),)) as client:
        answer = client.fetch(site.url("/x"))
    assert isinstance(answer, Gone)
    assert "whatever its server calls it" in answer.reason


def test_a_document_is_read_as_what_its_bytes_are(site: Site):
    site.pages["/r"] = Page(b"%PDF-1.7 x", "text/html")
    with WebClient(inner_hosts=(_named(site),)) as client:
        answer = client.fetch(site.url("/r"))
    assert isinstance(answer, Fetched)
    assert answer.name == "r.pdf"


def test_where_one_address_of_a_machine_does_not_answer_its_next_is_asked(site: Site):
    way = Outside(("two.example",), lambda host, port: ["::1", "127.0.0.1"])
    with httpx.Client(transport=way) as client:
        response = client.get(site.url("/a").replace("127.0.0.1", "two.example"))
    assert "Døren åpner" in response.text
