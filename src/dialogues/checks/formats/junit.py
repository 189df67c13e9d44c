"""A report as JUnit's XML, which nearly every CI service shows: errors are failures, the rest is told and passes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from dialogues.checks.formats.shown import Shown
from dialogues.checks.formats.terminal import visible
from dialogues.findings import Severity

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(shown: Shown) -> str:
    """Give a test case for each finding; one that passes where there is none."""
    findings = shown.told
    failures = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = {"tests": str(len(findings) or 1), "failures": str(failures), "errors": "0"}
    suites = Element("testsuites", {"name": "dialogues", **counts})
    suite = SubElement(suites, "testsuite", {"name": "dialogues check", **counts, "skipped": "0"})
    if not findings:
        SubElement(suite, "testcase", {"classname": "dialogues", "name": "check"})
    for finding in findings:
        place = f"{finding.location.line}:{finding.location.column}"
        names = {
            "classname": _xml(shown.path(finding)),
            "name": _xml(f"{finding.code} {finding.path} {place}".replace("  ", " ")),
        }
        case = SubElement(suite, "testcase", names)
        hint = f"\n{_xml(finding.hint)}" if finding.hint else ""
        text = f"{_xml(shown.path(finding))}:{place}: {_xml(finding.message)}{hint}"
        if finding.severity is Severity.ERROR:
            SubElement(case, "failure", {"type": finding.code, "message": _xml(finding.message)}).text = text
        else:
            SubElement(case, "system-out").text = f"{finding.severity.value}: {text}"
    indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(suites, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """Write out what a terminal would obey, which shows the text of a log, and what XML 1.0 cannot hold."""
    return _NOT_XML.sub(lambda match: f"\\u{ord(match[0]):04x}", visible(text))
