"""OAuth2 as this hub speaks it, on django-oauth-toolkit: who gets which token, and the pages and URLs for it."""

from permissions.oauth.validator import Validator

__all__ = ["Validator"]
