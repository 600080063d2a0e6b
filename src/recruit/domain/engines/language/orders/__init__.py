"""Messages of several orders, in seven languages: all of them are understood, or those that aren't are named."""
