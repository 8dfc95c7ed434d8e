"""The site goes in, pages come out: views with only values ready to show, and their addresses."""
