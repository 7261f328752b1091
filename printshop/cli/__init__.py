"""The command line: click commands, and nothing else.

* ``main_group``   the program, its options, and how errors become exit codes
* ``workspace_commands``   init, check
* ``print_commands``       galley, print, proof
* ``plan_command``         plan
* ``preflight_command``    preflight
* ``impose_command``       impose
* ``options``      arguments and options that several of them have
* ``talk``         results on stdout, talk and progress on stderr
"""

from printshop.cli.main_group import main

__all__ = ["main"]
