"""Command line: `commands` declares all commands, the other modules implement them."""
