"""The command line: click commands, and nothing else.

* ``main_group``   the program, its options, and how errors become exit codes
* ``workspace_commands``   init, check
* ``print_commands``       galley, print, proof
* ``plan_command``         plan
* ``preflight_command``    preflight
* ``impose_command``       impose
* ``export_command``       export
* ``export_crew``          who prints an export, and from where
* ``export_talk``          what export says
* ``export_upkeep``        export --verify, export --prune
* ``export_ending``        what an export ends with: downloads, reports
* ``serve_command``    serve
* ``serve_options``    where serve listens, and how much it may take
* ``issue_ranges``         issues by number, and from one to another
* ``options``      arguments and options that several of them have
* ``talk``         results on stdout, talk and progress on stderr
"""

import signal
import sys
from collections.abc import Sequence
from contextlib import suppress

from printshop.errors import ExitCode


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program. Loading it takes a second, and may be interrupted too.

    It ends as cleanly when the system asks it to end as when its user does.
    """
    with suppress(ValueError):  # not the main thread: then it is another's to say
        signal.signal(signal.SIGTERM, _interrupt)
    try:
        from printshop.cli.main_group import run

        code = run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("printshop: interrupted\n")
        code = ExitCode.INTERRUPTED
    sys.exit(code)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


__all__ = ["main"]
