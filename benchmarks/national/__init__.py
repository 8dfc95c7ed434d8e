"""nokgen against Hugo on the same made-up country: sizes in, a table of medians out."""
