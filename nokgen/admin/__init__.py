"""The form for editors at /admin/: the site and its Git host go in, Sveltia CMS with settings."""

from nokgen.admin.site import Admin, admin_of, policy_of

__all__ = ["Admin", "admin_of", "policy_of"]
