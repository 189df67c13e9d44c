"""Every benchmark, as the tables of docs/performance.md: ``make bench``."""

from __future__ import annotations

import checking
import growth
import languages
import names
import page_cost
import reading
import services
import startup

import documents
import pages

for title, benchmark in (
    ("Start", startup),
    ("Reading", reading),
    ("Checking", checking),
    ("Growth", growth),
    ("Documents", documents),
    ("Pages", pages),
    ("Ordinary pages", page_cost),
    ("Languages", languages),
    ("Names", names),
    ("Services", services),
):
    print(f"\n## {title}\n")
    benchmark.main()
