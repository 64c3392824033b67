"""A web site on localhost that a test writes: pages with their headers, and what was asked of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

# In a cluster.toml that may read such a site.
MAY_BE_READ = '\n[fetching]\ninner_hosts = ["127.0.0.1"]\n'


@dataclass(frozen=True)
class Page:
    """What a server gives. With ``etag`` or ``modified`` it says 304 to who has it already."""

    content: bytes | str = ""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    etag: str = ""
    modified: str = ""
    location: str = ""
    retry_after: str = ""

    @property
    def body(self) -> bytes:
        return self.content.encode() if isinstance(self.content, str) else self.content


@dataclass
class Site:
    """Context manager. ``pages`` may be changed between requests; ``asked`` are (path, status), in order."""

    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def __enter__(self) -> Site:
        site = self

        class Handler(_Handler):
            def do_GET(self) -> None:
                self.answer(site)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def page(self, path: str, title: str, text: str, **headers: str) -> None:
        body = f"<main><h1>{title}</h1><p>{text}</p></main>"
        self.pages[path] = Page(
            f"<html><head><title>{title}</title></head><body>{body}</body></html>", **headers
        )

    def sitemap(self, path: str, *pages: str) -> None:
        places = "".join(f"<url><loc>{self.url(page)}</loc></url>" for page in pages)
        head = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        self.pages[path] = Page(f"{head}{places}</urlset>", "application/xml")

    def feed(self, path: str, *pages: str) -> None:
        items = "".join(f"<item><title>x</title><link>{self.url(page)}</link></item>" for page in pages)
        head = '<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>'
        self.pages[path] = Page(f"{head}{items}</channel></rss>", "application/rss+xml")


class _Handler(BaseHTTPRequestHandler):
    def answer(self, site: Site) -> None:
        page = site.pages.get(self.path, Page(status=404))
        same = (page.etag and self.headers["If-None-Match"] == page.etag) or (
            page.modified and self.headers["If-Modified-Since"] == page.modified
        )
        status = 304 if same and page.status == 200 else page.status
        site.asked.append((self.path, status))
        body = b"" if status == 304 else page.body
        self.send_response(status)
        for name, value in (
            ("Content-Type", page.kind),
            ("ETag", page.etag),
            ("Last-Modified", page.modified),
            ("Location", page.location),
            ("Retry-After", page.retry_after),
            ("Content-Length", str(len(body))),
        ):
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Says nothing on standard error."""
