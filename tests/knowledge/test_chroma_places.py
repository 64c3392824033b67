"""Where the vectors are: what a server is told, and what a person is told where it cannot be reached."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from knowledge.chroma_places import served
from knowledge.errors import ConfigurationError, DataFolderError
from knowledge.index import VectorIndex

TOKEN = "ck-secret-1234"


@pytest.fixture
def listener() -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that refuses everybody, and the headers that it was sent."""
    heard: list[dict[str, str]] = []

    class Refusing(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append({name.lower(): value for name, value in self.headers.items()})
            self.send_response(401)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Refusing)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_token_is_sent_and_told_to_nobody_else(listener: tuple[str, list[dict[str, str]]]):
    url, heard = listener
    with pytest.raises(DataFolderError) as error:
        VectorIndex(served(url, TOKEN, "units-a")).count()
    assert heard[0]["authorization"] == f"Bearer {TOKEN}"
    assert heard[0]["x-chroma-token"] == TOKEN
    assert TOKEN not in str(error.value)
    assert f"see that the server at {url} runs, and takes KLYNGEBOT_CHROMA_TOKEN" in str(error.value)


def test_a_server_that_does_not_run_is_told_with_its_address():
    with pytest.raises(DataFolderError, match=r"see that the server at http://127\.0\.0\.1:1 runs"):
        VectorIndex(served("http://127.0.0.1:1", "", "units-a")).count()


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("chroma.example:8000", "is no web address"),
        ("ftp://chroma.example", "is no web address"),
        ("https://", "is no web address"),
        ("https://me:pw@chroma.example", "a token belongs in KLYNGEBOT_CHROMA_TOKEN"),
        ("https://chroma.example/api", "has a path"),
        ("https://chroma.example?token=x", "has token in it"),
    ],
)
def test_an_address_that_is_none_is_told_without_what_may_be_secret(url: str, fault: str):
    with pytest.raises(ConfigurationError, match="KLYNGEBOT_CHROMA_URL") as error:
        served(url, "", "units-a")
    assert fault in str(error.value)
    assert "pw@" not in str(error.value)
