"""The parts of the measurements, each a module with `measure`."""
