"""MCP server: the tool registry for external assistants, over the Model Context Protocol.

The protocol's SDK is an optional dependency, `recruit[mcp]`, and takes half a second to import. Only `stdio`,
`transport` and the modules that they import use it. They are imported on the first request.
"""
