"""Every admin page loads the script that starts widgets."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_js")
def start_script() -> str:
    return format_html('<script src="{}"></script>', static("linli/wagtail_admin/start.js"))
