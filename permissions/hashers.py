"""How the hub keeps secrets that it made itself: random ones need no slow hash.

A slow hash makes guessing dear; 256 random bits cannot be guessed. Passwords chosen by people stay with the slow one.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.contrib.auth.hashers import BasePasswordHasher, mask_hash
from django.utils.crypto import constant_time_compare


class RandomSecretHasher(BasePasswordHasher):
    """Salted SHA-256, for generated client secrets only; never the first in PASSWORD_HASHERS."""

    algorithm = "random_sha256"

    def encode(self, password: str, salt: str) -> str:
        digest = sha256(f"{salt}\0{password}".encode("utf-8", "replace")).hexdigest()
        return f"{self.algorithm}${salt}${digest}"

    def decode(self, encoded: str) -> dict[str, str]:
        algorithm, salt, digest = encoded.split("$", 2)
        return {"algorithm": algorithm, "salt": salt, "hash": digest}

    def verify(self, password: str, encoded: str) -> bool:
        return constant_time_compare(encoded, self.encode(password, self.decode(encoded)["salt"]))

    def safe_summary(self, encoded: str) -> dict[Any, Any]:
        decoded = self.decode(encoded)
        return {
            "algorithm": decoded["algorithm"],
            "salt": mask_hash(decoded["salt"]),
            "hash": mask_hash(decoded["hash"]),
        }

    def must_update(self, encoded: str) -> bool:
        return False

    def harden_runtime(self, password: str, encoded: str) -> None:
        """Nothing to even out: it is fast either way."""
