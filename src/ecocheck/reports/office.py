"""Office files that are the same bytes for the same report: fixed dates in the zip and in the core properties."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from ..errors import OutputRefused

FIXED = (1980, 1, 1, 0, 0, 0)
DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def repacked(data: bytes, day: str) -> bytes:
    """The office file with every date of its own set: `day` (ISO) in the core properties, the zip epoch in the entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "docProps/core.xml":
                content = DATES.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode() + rb"\g<3>", content)
            fixed = zipfile.ZipInfo(entry.filename, FIXED)
            fixed.compress_type = zipfile.ZIP_DEFLATED
            fixed.external_attr = 0o600 << 16
            target.writestr(fixed, content)
    return out.getvalue()


@contextmanager
def writing_sheets() -> Iterator[None]:
    """While openpyxl writes sheets, which pass through files in the folder for temporary ones. Raises `OutputRefused` where the system
    has no room for them."""
    refusals: tuple[type[Exception], ...] = (OSError,)
    if import_module("openpyxl.xml").LXML:
        refusals += (import_module("lxml.etree").LxmlError,)
    try:
        yield
    except refusals as error:
        raise OutputRefused("source.refused_by_system", path=tempfile.gettempdir(), reason=str(error)) from error


def workbook_bytes(book: Any, day: str) -> bytes:
    """An openpyxl workbook as `repacked` bytes. Raises `OutputRefused` as `writing_sheets` does."""
    held = io.BytesIO()
    with writing_sheets():
        book.save(held)
    return repacked(held.getvalue(), day)


def report_day(as_of: str) -> str:
    """The first day judged, as the day of the file; the zip epoch where there is none."""
    return as_of.split(", ")[0] or "1980-01-01"
