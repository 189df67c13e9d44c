"""The command, ``dialogues`` and ``python -m dialogues``: all that is imported before Ctrl-C is answered in order."""

import gc
import os
import signal
import sys
from types import FrameType

_STOPPED = 130  # what a shell gives for a program that was stopped by Ctrl-C


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(_STOPPED)


def _versions_told() -> bool:
    """Tell the versions without loading what every other command needs; what fails here is tried, and told, there."""
    from dialogues.files.bundled import versions  # here: no other command needs it

    if sys.stdout is None or sys.stderr is None:
        return False
    try:
        sys.stdout.write(f"{versions()}\n")
        sys.stdout.flush()
    except OSError:
        return False
    return True


def main() -> None:
    """Run the command line; Ctrl-C ends it with 130 at any moment, also while it is imported or already ending.

    An import that is interrupted by an exception may swallow it, and say so; nothing is open then, and the process is
    left at once. While a command runs, Ctrl-C is the exception that lets it clear away what it has begun.
    """
    gc.disable()  # a command is over before collecting would pay
    answered = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # else the caller had it ignored
    if answered:
        signal.signal(signal.SIGINT, _leave)
    if sys.argv[1:] in (["--version"], ["-V"]) and _versions_told():
        return
    from dialogues.cli import main as run  # here: it takes a third of a second

    try:
        if answered:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        run()
    except KeyboardInterrupt:
        sys.exit(_STOPPED)
    finally:
        if answered:
            signal.signal(signal.SIGINT, _leave)
        gc.freeze()  # Python's last collection would walk over all that ends with the process anyway: a tenth of `list`


if __name__ == "__main__":
    main()
