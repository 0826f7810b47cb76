"""The admin of the plant's things, made from their registry entries."""

from hub import registry
from hub.admin import register_app
from hub.admin_subs import register_subs
from hub.files.admin import register_files

FILES = ("attachment", "picture", "software_attachment")

register_app("assets", but=["product_category_link", *FILES])
for name in FILES:
    register_files(registry.get(name))
register_subs("assets")
