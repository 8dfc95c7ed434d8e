"""What a valid file says: one immutable model per kind of file, which also publishes the schema."""
