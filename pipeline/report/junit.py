"""Diagnostics as JUnit XML: one test case for each file that was checked."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.report.telling import Telling, printable, tally
from pipeline.report.text import text


def junit(diagnostics: Sequence[Diagnostic], telling: Telling) -> str:
    """Return a suite whose cases are the files; a file with errors has failed.

    Warnings and the like of a file that passes stand in its output; when `telling.strict`, warnings fail too.
    """
    files = dict.fromkeys([*telling.files, *(d.file for d in diagnostics)])
    suite = ET.Element("testsuite", name="handlingsplan validate", tests=str(len(files)), errors="0", skipped="0")
    failures = 0
    for file in files:
        own = [d for d in diagnostics if d.file == file]
        case = ET.SubElement(suite, "testcase", name=printable(file), classname="handlingsplan", time="0")
        if has_errors(own, strict=telling.strict):
            failures += 1
            failure = ET.SubElement(case, "failure", message=tally(own), type="fel")
            failure.text = text(own, colour=False)
        elif own:
            ET.SubElement(case, "system-out").text = text(own, colour=False)
    suite.set("failures", str(failures))
    root = ET.Element("testsuites", name="handlingsplan", tests=str(len(files)), failures=str(failures), errors="0")
    root.append(suite)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
