"""Pure knowledge of the field, without input or output."""
