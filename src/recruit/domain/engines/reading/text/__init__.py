"""Extraction shared by job texts and résumés: lines, dates, places, titles, links and skills."""
