"""Where the outside comes in: settings, the kernel that plugs adapters in, HTTP and the command line."""
