"""Benchmarks, separate from the tests. Run them with `make bench` or `python -m bench PART …`."""
