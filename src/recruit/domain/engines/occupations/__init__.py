"""Occupations: the parsing of job titles, and their meanings in a vector space of occupations."""
