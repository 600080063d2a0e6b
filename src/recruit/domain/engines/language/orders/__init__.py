"""Several orders in one message, in seven languages: read as a whole, or named as not understood."""
