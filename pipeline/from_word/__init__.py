"""What Word says in the plan's own terms: paragraphs as texts with markup, the words of a cell as its fields."""
