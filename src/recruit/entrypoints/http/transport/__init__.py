"""Connections and processes below the application: what uvicorn runs."""
