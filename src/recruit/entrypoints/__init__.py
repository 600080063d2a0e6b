"""Entry points: settings, the kernel that loads adapters, the HTTP API, the MCP server and the command line."""
