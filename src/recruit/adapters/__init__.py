"""What plugs into the ports. Each adapter is reached by its name in an entry-point group, never by import."""
