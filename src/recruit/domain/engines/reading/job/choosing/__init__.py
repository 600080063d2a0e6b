"""The title and the place of a job, chosen among candidates by small models that `tools.job_texts` trains."""
