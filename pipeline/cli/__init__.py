"""The command: words to calls. One command is one file here and one word in `COMMANDS`.

A command imports its verb when it is called: `--help` and a build with nothing to do read no YAML library, no
models and no Word.
"""

from __future__ import annotations

from pipeline.cli.build import build
from pipeline.cli.completion import completion
from pipeline.cli.diff import diff
from pipeline.cli.import_ import import_
from pipeline.cli.listing import list_
from pipeline.cli.new import new
from pipeline.cli.program import cli
from pipeline.cli.publish import publish
from pipeline.cli.pull import pull
from pipeline.cli.redline import redline
from pipeline.cli.review import review
from pipeline.cli.rules import rules
from pipeline.cli.sample import sample
from pipeline.cli.schema import schema
from pipeline.cli.template import template
from pipeline.cli.text import text
from pipeline.cli.validate import validate

COMMANDS = (
    validate,
    build,
    publish,
    diff,
    new,
    pull,
    review,
    import_,
    redline,
    schema,
    rules,
    template,
    list_,
    text,
    sample,
    completion,
)

for _command in COMMANDS:
    cli.add_command(_command)

__all__ = ["COMMANDS", "cli"]
