"""The check: rules, what a run of them found, fixes, settings and reports."""
