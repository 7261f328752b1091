"""What one PDF may take: wall clock, processor time, memory.

The kernel ends the process that goes beyond it, whatever code it is in: an alarm and
the limit of processor time are set anew for each PDF. Memory is address space, limited
for the whole life of a worker; what asks for more fails, and usually only that PDF.
"""

import contextlib
import ctypes
import gc
import math
import resource
import signal
from collections.abc import Iterator
from dataclasses import dataclass

WALL_S = 300.0
MEMORY_MB = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """What making one PDF may take; making up an issue's pages counts as one."""

    wall_s: float = WALL_S
    processor_s: float = WALL_S
    memory_mb: int = MEMORY_MB


def limit_process(limits: Limits) -> None:
    """Let the kernel watch this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the run
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = limits.memory_mb * 2**20
    least = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
    with contextlib.suppress(ValueError, OSError):  # some systems have no such limit
        resource.setrlimit(resource.RLIMIT_AS, (least, most))


@contextlib.contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Watch one PDF being made."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    end_s = math.ceil(used.ru_utime + used.ru_stime + limits.processor_s)
    if most == resource.RLIM_INFINITY or end_s <= most:
        resource.setrlimit(resource.RLIMIT_CPU, (end_s, most))
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))


def give_back_memory() -> None:
    """Let go of what the last issue has left, so that a process stays as it is.

    The allocator of glibc keeps what it has freed; others have no such call.
    """
    gc.collect()
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def told_by_signal(code: int, limits: Limits) -> str:
    """Say what ended a worker."""
    if code == -signal.SIGALRM:
        return f"it took longer than {limits.wall_s:g} s, and was stopped"
    if code == -signal.SIGXCPU:
        told = f"it used more than {limits.processor_s:g} s of processor time"
        return f"{told}, and was stopped"
    how = f"signal {-code}" if code < 0 else f"code {code}"
    return f"the process that was making it died ({how})"
