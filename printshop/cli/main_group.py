"""The program: its options, and how errors become exit codes."""

from collections.abc import Sequence
from pathlib import Path

import click

from printshop import __version__
from printshop.cli.export_command import export
from printshop.cli.impose_command import impose_command
from printshop.cli.options import FolderOrUrl
from printshop.cli.plan_command import plan
from printshop.cli.preflight_command import preflight
from printshop.cli.print_commands import galley, print_command
from printshop.cli.proof_command import proof
from printshop.cli.serve_command import serve
from printshop.cli.talk import say
from printshop.cli.workspace_commands import check, init
from printshop.errors import ExitCode, PrintshopError, SourceError

_EPILOG = """Exit codes: 0 done, 1 a mistake of printshop, 2 wrong use, 3 copy that
cannot be read, 4 a layout that is wrong, 5 copy that does not fit, 6 pages that
cannot be set, 7 a PDF that must not be sent, 8 some files of several failed, 130
interrupted. Shell completion: docs/commands.md."""


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EPILOG,
)
@click.option(
    "-C",
    "--workspace",
    "workspace",
    type=FolderOrUrl(),
    default=Path(),
    metavar="DIR",
    help="The newsroom's folder, which has printshop.toml; here or above unless given.",
)
@click.version_option(__version__, prog_name="printshop")
@click.pass_context
def program(context: click.Context, workspace: Path | str) -> None:
    """Print a newspaper from a folder of articles."""
    if isinstance(workspace, str) and context.invoked_subcommand != export.name:
        raise SourceError(
            "only export reads a newsroom's folder at an address",
            where=workspace,
            hint="copy the folder to this machine, or use “printshop export”",
        )
    context.obj = workspace


_COMMANDS = (
    init,
    check,
    galley,
    plan,
    print_command,
    proof,
    preflight,
    impose_command,
    export,
    serve,
)

for _command in _COMMANDS:
    program.add_command(_command)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and give its exit code; a mistake of printshop is raised."""
    try:
        code = program.main(arguments, prog_name="printshop", standalone_mode=False)
    except PrintshopError as error:
        say(f"printshop: {error}")
        return error.exit_code
    except click.exceptions.Abort:
        say("printshop: interrupted; what was printed so far is whole")
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    return int(code or 0)
