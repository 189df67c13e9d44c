"""Every benchmark, as the tables of docs/performance.md: ``make bench``."""

from __future__ import annotations

import time
from importlib import import_module

from rounds import machine

BENCHMARKS = (
    "startup reading checking asking growth documents pages page_cost languages names party_names services"
).split()


def main() -> None:
    print(machine("pydantic", "attrs", "PyYAML", "babel", "click", "pypdf", "orjson", "lxml", "pypdfium2", "PyICU"))
    for name in BENCHMARKS:
        start = time.monotonic()
        print(f"\n## {name.capitalize()}\n", flush=True)
        import_module(name).main()
        print(f"\n({time.monotonic() - start:.0f} s)", flush=True)


if __name__ == "__main__":  # a process that reads pages imports this again
    main()
