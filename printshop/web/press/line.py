"""The line on which render processes tell how far they have come.

It carries datagrams: each is whole or not there, and a process that is killed leaves
no lock behind. Who has nobody to tell has nothing to work for, and ends.
"""

import json
import os
import socket

from printshop.press.steps import Step, Work
from printshop.web.nouns import Progress, Stage

MOST_BYTES = 4096
_STAGES = {
    Work.SETTING: Stage.SETTING,
    Work.MAKING_UP: Stage.MAKING_UP,
    Work.COMPOSING: Stage.WRITING,
    Work.WRITING: Stage.WRITING,
}


def tell_of(line: socket.socket, at: int, progress: Progress) -> None:
    """Tell how far an order has come."""
    told = [at, progress.stage.value, progress.done, progress.total]
    try:
        line.send(json.dumps(told).encode())
    except (BrokenPipeError, ConnectionError):
        os._exit(0)


def heard(message: bytes) -> tuple[int, Progress]:
    """Take what a process has told."""
    at, stage, done, total = json.loads(message)
    return at, Progress(Stage(stage), done, total)


def tell_steps(line: socket.socket, at: int, step: Step) -> None:
    """Tell of a step of the press."""
    tell_of(line, at, Progress(_STAGES[step.work], step.done, step.total))
