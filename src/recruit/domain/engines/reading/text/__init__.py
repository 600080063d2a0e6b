"""What job texts and résumés have in common: lines, dates, places, titles, links and skills."""
