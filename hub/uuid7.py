"""UUID version 7 (RFC 9562): sorted by time, so that indexes grow at one end. Python 3.11 has none of its own."""

import os
import struct
import time
from uuid import UUID


def uuid7() -> UUID:
    """48 bits of milliseconds, 12 bits of the fraction of a millisecond, 62 random bits."""
    return uuid7s(1)[0]


def uuid7s(count: int) -> list[UUID]:
    """Several of one moment."""
    return [UUID(int=number) for number in uuid7_numbers(count)]


def uuid7_numbers(count: int) -> list[int]:
    """The same as numbers of 128 bits."""
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    prefix = milliseconds << 80 | 0x7 << 76 | (rest * 4096 // 1_000_000) << 64 | 0b10 << 62
    random = os.urandom(8 * count)
    return [prefix | number >> 2 for number in struct.unpack(f">{count}Q", random)]
