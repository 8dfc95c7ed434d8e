"""`python -m nokgen` is the same as the `nokgen` command."""

from nokgen.cli.main import main

main()
