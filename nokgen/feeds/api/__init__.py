"""The site goes in, the JSON interface `/api/v1/` with its OpenAPI document comes out."""

from nokgen.feeds.api.files import api_of, index_file, openapi_file, site_due

__all__ = ["api_of", "index_file", "openapi_file", "site_due"]
