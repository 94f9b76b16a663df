"""Where a request came from, as far as it is told apart: an address, of IPv6 the network that a household or a firm shares."""

from __future__ import annotations

from socket import AF_INET, AF_INET6, inet_ntop, inet_pton

SHARED = 8
"""Bytes of an IPv6 address that are shared; the rest its owner changes at will."""
_MAPPED = bytes(10) + b"\xff\xff"
"""Before an IPv4 address that is written as one of IPv6."""
_HERE = bytes(15) + b"\x01"


def network_of(address: str) -> str:
    """The network of an address; empty for what is none. Asked before every answer, so it is done in few steps."""
    try:
        if ":" not in address:
            inet_pton(AF_INET, address)
            return address
        packed = inet_pton(AF_INET6, address.partition("%")[0])
    except (OSError, ValueError):
        return ""
    if packed.startswith(_MAPPED):
        return inet_ntop(AF_INET, packed[len(_MAPPED) :])
    if packed == _HERE:
        return "::1"
    return f"{inet_ntop(AF_INET6, packed[:SHARED] + bytes(len(packed) - SHARED))}/{SHARED * 8}"


def is_here(network: str) -> bool:
    """Whether it is this machine."""
    return network == "::1" or network.startswith("127.")
