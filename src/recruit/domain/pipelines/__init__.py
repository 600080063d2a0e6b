"""Pipelines: templates of an organisation, stages of jobs, and rejection reasons."""
