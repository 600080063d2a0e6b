"""The tools by subject. Each module defines the registry entries for its services."""
