"""Where a request came from, as far as it is told apart: an address, of IPv6 the network that a household or a firm shares."""

from __future__ import annotations

import ipaddress

IPV6_NETWORK = 64
"""Bits that are shared; the rest its owner changes at will."""


def network_of(address: str) -> str:
    """The network of an address; empty for what is none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(found) if found.is_loopback else str(ipaddress.ip_network(f"{found}/{IPV6_NETWORK}", strict=False))


def is_here(network: str) -> bool:
    """Whether it is this machine."""
    return network == "::1" or network.startswith("127.")
