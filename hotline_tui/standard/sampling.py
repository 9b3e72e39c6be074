"""What a sample takes: drawn by number and seed, so that anybody can draw the same one again."""

from __future__ import annotations

from hashlib import sha256

_PLACES = 2**64


def place(seed: str, number: str) -> int:
    """Where a number stands in the order that a seed shuffles all numbers into."""
    drawn = sha256(f"{seed} {number}".encode()).digest()
    return int.from_bytes(drawn[:8], "big")


def drawn(seed: str, number: str, share: float) -> bool:
    """Whether a sample of that share takes a number."""
    return place(seed, number) < share * _PLACES
