"""The core: what recruiting is, free of frameworks and of input and output."""
