"""click's own strings in Swedish, whatever language the environment asks for.

The catalogue is `sv/LC_MESSAGES/messages.po`; the program reads the `.mo` beside it, made with
`pybabel compile -i messages.po -o messages.mo`.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

HERE = Path(__file__).parent


def speak_swedish() -> None:
    """Have gettext's functions, which click binds by name when it is imported, answer from our catalogue.

    They look for it anew at each call, in the language of LANGUAGE, which outweighs the rest of the locale.
    """
    gettext.bindtextdomain("messages", str(HERE))
    gettext.textdomain("messages")
    os.environ["LANGUAGE"] = "sv"
