"""Reports on applications: funnel, time in stage, time to hire and sources."""
