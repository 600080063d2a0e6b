"""Mail to users and invited persons."""
