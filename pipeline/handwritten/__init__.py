"""A Word file that a person wrote, read as a plan: what stands where, and how certain that is."""
