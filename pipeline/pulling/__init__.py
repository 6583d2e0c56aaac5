"""From a Word file that people have edited back to the plan: what stands where, and what is another than it was."""
