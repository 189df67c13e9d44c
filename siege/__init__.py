"""Campaigns of attacks on the library, bounded in time, with seeds: ``make siege``, or ``python -m siege NAME …``."""

import sys
from pathlib import Path

# The makers of documents, records and pages that the tests have are used here too.
sys.path.insert(1, str(Path(__file__).parent.parent / "tests"))
