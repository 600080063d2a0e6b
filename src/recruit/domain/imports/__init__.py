"""Bulk import: archives of résumés and tables of people, taken apart into items and kept one by one."""
