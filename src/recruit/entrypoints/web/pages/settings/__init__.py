"""Pages of the settings, one module for each section."""
