"""A city's year seen from above: what each board's plan has, lacks and says, ready for a table."""
