"""SCIM 2.0 (RFC 7643, RFC 7644): a company's directory provisions users and groups. See docs/scim.md.

The endpoint is imported with the first request for it.
"""
