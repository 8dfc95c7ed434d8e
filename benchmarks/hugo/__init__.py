"""The made-up country as a good user of Hugo would keep it: nokgen's in, a Hugo site out."""
