"""Pure libraries that the use cases call: no ports, no I/O."""
