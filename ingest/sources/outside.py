"""The way out to other machines: never to one of the own network, whatever a name or a redirect says.

A name is looked up once, each of its addresses is checked, and the connection goes to one that was checked: a
name server that answers otherwise a moment later (DNS rebinding) moves nothing. Each redirect comes by here again.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.request import getproxies, proxy_bypass

import httpx

from knowledge.errors import KlyngebotError

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], Sequence[str]]

# RFC 6052: networks that speak IPv6 alone reach 127.0.0.1 or 10.0.0.1 below this.
_TRANSLATED = IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


class InnerMachine(KlyngebotError):
    """Somebody's page or link leads to a machine of the own network."""


class Outside(httpx.BaseTransport):
    """``inner_hosts`` are machines, as ``host`` or ``host:port``, that may be asked all the same.

    Raises InnerMachine. Where the environment names a proxy, that one looks names up: addresses are checked here as far
    as this machine knows them.
    """

    def __init__(self, inner_hosts: Collection[str] = (), resolve: Resolve | None = None) -> None:
        """``resolve`` gives the addresses of a host and port; OSError where it has none."""
        self._inner_hosts = frozenset(inner_hosts)
        self._resolve = resolve or _resolved
        self._ways: dict[tuple[str, int, str], httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host, port = request.url.host, request.url.port or _PORTS.get(request.url.scheme, 0)
        if request.url.scheme not in _PORTS:
            raise httpx.UnsupportedProtocol(f"'{request.url.scheme}' is neither http nor https")
        proxy = _proxy_for(request.url.scheme, host)
        way, addresses = self._way(host, port, proxy), self._checked(host, port, must_be_known=not proxy)
        if proxy:
            return way.handle_request(request)
        for address in addresses[:-1]:
            try:
                return way.handle_request(_pinned(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue
        return way.handle_request(_pinned(request, host, addresses[-1]))

    def close(self) -> None:
        for way in self._ways.values():
            way.close()

    def _checked(self, host: str, port: int, must_be_known: bool) -> Sequence[str]:
        """The addresses of a host, once all of them may be asked; none where none is known and none must be."""
        try:
            addresses = self._resolve(host, port)
        except OSError as error:
            if must_be_known:
                raise httpx.ConnectError(f"the name is not known ({type(error).__name__})") from error
            return ()
        is_named = not self._inner_hosts.isdisjoint((host.lower(), f"{host.lower()}:{port}"))
        if not is_named and not all(is_outside(address) for address in addresses):
            raise InnerMachine(f"{host} is a machine of the own network")
        return addresses

    def _way(self, host: str, port: int, proxy: str) -> httpx.HTTPTransport:
        """One for each host: two names of one address do not share a connection, whose certificate names one."""
        if (host, port, proxy) not in self._ways:
            self._ways[host, port, proxy] = httpx.HTTPTransport(proxy=proxy or None)
        return self._ways[host, port, proxy]


def is_outside(address: str) -> bool:
    """Whether an IP address lies on the open internet, with what others are wrapped in it."""
    return all(_is_open(one) for one in _unwrapped(ip_address(address.partition("%")[0])))


def _is_open(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _unwrapped(address: Address) -> tuple[Address, ...]:
    if isinstance(address, IPv4Address):
        return (address,)
    if address.ipv4_mapped:
        return (address.ipv4_mapped,)
    if address in _TRANSLATED:
        return (IPv4Address(address.packed[-4:]),)
    return (address, *filter(None, (address.sixtofour, *(address.teredo or ()))))


def _pinned(request: httpx.Request, host: str, address: str) -> httpx.Request:
    """The same request to the address; the certificate and the header are still the name's."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": host},
    )


def _proxy_for(scheme: str, host: str) -> str:
    if proxy_bypass(host):
        return ""
    proxies = getproxies()
    return proxies.get(scheme) or proxies.get("all", "")


def _resolved(host: str, port: int) -> list[str]:
    """Raises OSError."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError("no name of a machine") from error
    return list(dict.fromkeys(str(where[0]) for *_, where in found))
