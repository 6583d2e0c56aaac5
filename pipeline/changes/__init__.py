"""What differs between two plans, in the plan's own terms.

`difference` compares, `applied` takes the old plan to the new, `ChangeSet.inverse` turns the direction.
"""

from __future__ import annotations

from pipeline.changes.application import applied
from pipeline.changes.difference import difference, differing
from pipeline.changes.outline import Part, outline

__all__ = ["Part", "applied", "difference", "differing", "outline"]
