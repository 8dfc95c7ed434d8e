"""The page in the reader's hand: a finished site in, seconds on a slow connection out."""
