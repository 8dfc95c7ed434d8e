"""The made-up country that speed is measured on: a number of municipalities in, sources out."""
