"""The API under /api/v1: one router a resource, the same shapes as exports, errors as problems (RFC 9457)."""
