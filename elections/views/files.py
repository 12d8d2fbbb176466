"""Files that pages hand out: documents to print, photos of paper."""

from typing import Any

from django.http import FileResponse, HttpResponse


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """Opened in the browser; saved, it has this name."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def photo_response(photo: Any, digest: str) -> FileResponse:
    """Named after its hash, whatever it was called where it was taken."""
    name = str(photo.name)
    suffix = name[name.rfind(".") :] if "." in name else ""
    return FileResponse(photo.open("rb"), filename=f"{digest[:12]}{suffix}")
