"""The registry of tools for outside assistants, over the Model Context Protocol.

The protocol's SDK is an extra, `recruit[mcp]`, and takes half a second to import: only `stdio`, `transport` and what
they import know it, and they are imported when somebody first asks.
"""
