"""Choice of a job's title and place among candidates, by small models that `tools.job_texts` trains."""
