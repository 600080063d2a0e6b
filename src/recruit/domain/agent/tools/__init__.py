"""The tools. Each module defines one, as `TOOL`."""
