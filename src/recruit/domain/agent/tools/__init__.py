"""The tools, by what they are about. Each module makes the entries of the registry that its services stand behind."""
