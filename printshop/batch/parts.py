"""The parts of which PDFs are made: the nouns of an issue's state."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parts:
    """Digests by names such as ``picture harbour.jpg``, and of them all."""

    digests: Mapping[str, str]
    digest: str


@dataclass(frozen=True, slots=True)
class State:
    """What an issue's PDFs are made from."""

    shared: Parts
    """What all issues have in common: layouts, fonts, the paper, printshop itself."""
    own: Parts
    digest: str

    @property
    def parts(self) -> dict[str, str]:
        """Give all digests by their names."""
        return {**self.shared.digests, **self.own.digests}


def digest_of(parts: Mapping[str, str]) -> str:
    """Digest names and digests, in whatever order they are told."""
    told = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()
