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
* ``issue_ranges``         issues by number, and from one to another
* ``options``      arguments and options that several of them have
* ``talk``         results on stdout, talk and progress on stderr
"""

import sys
from collections.abc import Sequence

from printshop.errors import ExitCode


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program. Loading it takes a second, and may be interrupted too."""
    try:
        from printshop.cli.main_group import run

        code = run(arguments)
    except KeyboardInterrupt:
        sys.stderr.write("printshop: interrupted\n")
        code = ExitCode.INTERRUPTED
    sys.exit(code)


__all__ = ["main"]
