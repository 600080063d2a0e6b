"""Bulk import: archives of résumés and tables of people, split into items that are stored one by one."""
