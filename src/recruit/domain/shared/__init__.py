"""Shared by the domain's packages: errors, pages, periods, preconditions, tenancy and text checks."""
