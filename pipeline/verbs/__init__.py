"""What the command does: one verb, one file. A verb takes and gives values; only `cli` prints and exits."""
