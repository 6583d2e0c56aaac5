"""Word, and no plan: packages, templates, text put in its place, notes, contents and properties."""
