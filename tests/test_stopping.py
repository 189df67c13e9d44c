"""Ctrl-C ends the command with 130 and no traceback, whatever it does at that moment."""

from __future__ import annotations

import subprocess
import sys

import pytest

# The process interrupts itself when a module is about to be imported, or when it is about to end.
SCRIPT = """\
import atexit, os, signal, sys
from dialogues.__main__ import main

moment = sys.argv[1]

def stop():
    os.kill(os.getpid(), signal.SIGINT)

class Stopping:
    def find_spec(self, name, path=None, target=None):
        if name == moment:
            stop()

sys.meta_path.insert(0, Stopping())
if moment == "at the end":
    atexit.register(stop)
if moment == "in a callback":  # an exception would be swallowed there, and told of
    import weakref
    class Thing: pass
    thing = Thing()
    reference = weakref.ref(thing, lambda _: stop())
    class Dropping:
        def find_spec(self, name, path=None, target=None):
            if name == "click":
                globals().pop("thing", None)
    sys.meta_path.insert(0, Dropping())
{before}
sys.argv[1:] = ["list", "--year", "2007"]
main()
"""


def stopped(moment: str, before: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.replace("{before}", before), moment], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr.strip()


@pytest.mark.parametrize(
    "moment",
    ["dialogues.cli", "click", "dialogues.errors", "dialogues.cli.listing", "pydantic", "yaml", "in a callback"],
)
def test_whoever_stops_the_command_gets_no_traceback(moment: str) -> None:
    assert stopped(moment) == (130, "", "")


def test_a_command_that_is_stopped_when_all_is_printed_has_printed_all() -> None:
    code, output, errors = stopped("at the end")
    assert (code, errors) == (130, "")
    assert (0, output, "") == stopped("never")
    assert "2007" in output


def test_a_caller_that_ignores_the_interrupt_is_obeyed() -> None:
    """As a shell does for what it starts in the background."""
    assert stopped("click", "signal.signal(signal.SIGINT, signal.SIG_IGN)") == stopped("never")
