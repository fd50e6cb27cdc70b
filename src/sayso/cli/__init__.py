"""The command line: thin over ``sayso.case``. What is slow to load is loaded by the commands."""

from __future__ import annotations

import inspect
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Annotated

import typer

from sayso.cli import claims, dossiers, grounds, news, origins, record, registers, terminal
from sayso.cli.options import Exit

HELP = """Read reports about who builds whose weapons where, and on whose say-so.

\b
A first round:
  sayso add reports/          read a folder of reports into the case ./case
  sayso dossiers              list the programmes, write pages to ./dossiers
  sayso show PROGRAMME        every finding with the words it rests on

\b
The case is the folder ./case, unless --case DIR or SAYSO_CASE says otherwise.
Exit codes: 0 fine; 1 some inputs could not be read, the rest was done;
2 the command was not understood or asks for what is not there; 3 the case
or the output cannot be opened, read or written; 70 a fault of Sayso's own;
130 stopped with Ctrl-C.
"""

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _help(command: Callable[..., None]) -> str:
    """Return a command's docstring, its examples marked to keep their lines."""
    return inspect.cleandoc(command.__doc__ or "").replace("\nExamples:\n", "\n\b\nExamples:\n")


for command in (
    record.add,
    dossiers.dossiers,
    dossiers.show,
    grounds.why,
    origins.origins,
    news.changes,
    claims.claims,
    record.search,
    claims.read,
    registers.register,
    claims.export,
    dossiers.site,
    record.status,
    record.rebuild,
    dossiers.demo,
):
    app.command(help=_help(command))(command)


def _version(wanted: bool) -> None:
    if wanted:
        from sayso import __version__  # noqa: PLC0415

        print(f"sayso {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True, help=HELP)
def _top(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which it is.")
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def main() -> None:
    """Run the command that the process was started with, and end the process."""
    if hasattr(signal, "SIGPIPE"):  # a reader that has seen enough ends us quietly, as is usual
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # the same bytes in every locale
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; what goes wrong is one line on standard error."""
    try:
        result = app(args=arguments, prog_name="sayso", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        path = context.command_path if context is not None else "sayso"
        message = error.format_message().rstrip(".")
        terminal.complain(f"{message}: see: {path} --help")
        return Exit.USAGE
    except KeyboardInterrupt:
        result = Exit.INTERRUPTED
    except Exception as error:
        return _explain(error)
    if result == Exit.INTERRUPTED:
        terminal.complain("stopped: what was done before is kept: run the same again to go on")
    return int(result or Exit.FINE)


def _explain(error: Exception) -> int:
    """Print what an error means for the user and return the exit code."""
    from sayso.case import CaseError  # noqa: PLC0415
    from sayso.dossier import DossierError  # noqa: PLC0415
    from sayso.knowledge import KnowledgeError  # noqa: PLC0415
    from sayso.ledger import LedgerError  # noqa: PLC0415

    if isinstance(error, CaseError | KnowledgeError):
        terminal.complain(str(error))
        return Exit.USAGE
    if isinstance(error, LedgerError | DossierError):
        terminal.complain(str(error))
        return Exit.CASE
    if isinstance(error, OSError):
        where = error.filename or "output"
        terminal.complain(f"{where}: {error.strerror or error}: check that place and try again")
        return Exit.CASE
    traceback.print_exception(error)
    terminal.complain("this is a fault of Sayso's own: please report it with the lines above")
    return Exit.BUG
