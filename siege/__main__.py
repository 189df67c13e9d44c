"""Runs the campaigns and prints what came of them as a table: ``python -m siege [NAME …] [--seed N] [--tries A-B]``."""

from __future__ import annotations

import argparse
import sys
import time

from siege import broken_pdfs, broken_records, failing_calls, hostile_documents, hostile_pages, kills, names
from siege.campaign import Campaign, Done, run

CAMPAIGNS = [
    module.CAMPAIGN
    for module in (broken_records, broken_pdfs, kills, failing_calls, hostile_documents, hostile_pages, names)
]


def row(campaign: Campaign, done: Done, seconds: float) -> str:
    """Write a line of the table."""
    notes = ", ".join(f"{number:,} {what}" for what, number in sorted(done.counted.items()))
    most = f"{done.slowest:.2f} s" + (f", {done.megabytes:.0f} MB" if done.megabytes else "")
    return f"| {campaign.attack} | {done.tries:,} | {len(done.faults)} | {most} | {seconds:.0f} s | {notes} |"


def main() -> None:
    """Run the campaigns that are named, or all; exit with 1 when one finds a fault."""
    parser = argparse.ArgumentParser(prog="python -m siege", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(each.name for each in CAMPAIGNS))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tries", help="only these numbers, as 17 or 0-99: a fault names its own")
    wanted = parser.parse_args()
    unknown = set(wanted.names) - {each.name for each in CAMPAIGNS}
    if unknown:
        parser.error(f"no campaign is called {', '.join(sorted(unknown))}")
    tries = None
    if wanted.tries:
        first, _, last = wanted.tries.partition("-")
        tries = range(int(first), int(last or first) + 1)
    print(f"Seed {wanted.seed}, Python {sys.version.split()[0]} on {sys.platform}\n")
    print("| attack | tries | faults | the slowest, the largest | took | of them |\n|---|--:|--:|---|--:|---|")
    faults = []
    for campaign in CAMPAIGNS:
        if wanted.names and campaign.name not in wanted.names:
            continue
        if campaign.needs():
            print(f"| {campaign.attack} | 0 | | | | not tried: it needs {campaign.needs()} |")
            continue
        begun = time.monotonic()
        done = run(campaign, wanted.seed, tries)
        print(row(campaign, done, time.monotonic() - begun), flush=True)
        faults += [f"{campaign.name} {fault}" for fault in done.faults]
    print(*(f"\n- {fault}" for fault in faults[:50]), sep="")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
