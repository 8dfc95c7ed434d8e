"""Arguments in; the choice of a command, a renderer and an exit code out; nothing else."""
