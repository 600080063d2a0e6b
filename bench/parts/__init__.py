"""The parts of the benchmarks. Most modules have a function `measure`."""
