"""A new year's plan: from the structure alone, or from last year's."""
