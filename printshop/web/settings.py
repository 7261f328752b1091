"""What whoever runs the service has decided."""

import ipaddress
from dataclasses import dataclass
from pathlib import Path

from printshop.batch.limits import Limits

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the service listens, and how much it may take."""

    root: Path
    """The newsroom's folder."""
    host: str
    port: int
    workers: int
    """Processes that make PDFs."""
    queue: int
    """Files that may wait to be made."""
    cache_bytes: int
    limits: Limits
    prefix: str = ""
    """Before all paths: ``/paper``, or nothing."""
    origin: str = ""
    """Scheme and host by which readers know the service, if they were told."""
    proxies: tuple[Network, ...] = ()
    """Whose ``X-Forwarded-…`` is believed."""
    grace_s: float = 30.0
    """How long running jobs may go on when the service is to end."""
    wait_s: float = 50.0
    """How long a request waits for its PDF; most proxies give up after 60 s."""
