"""RTF reader."""
