"""Django's admin as an app of the hub."""

from django.contrib.admin import apps


class HubAdminConfig(apps.AdminConfig):
    """Django's admin, each page in the scope of its caller."""

    default_site = "hub.admin_site.HubAdminSite"
