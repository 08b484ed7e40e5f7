"""Programs that look at reports the way their readers do; absent they are skipped, but never where CI runs."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ..running import PATIENCE


def program(*names: str) -> str:
    """The path of the first program found; skips the test where there is none, fails it under CI=true."""
    for name in names:
        found = shutil.which(name)
        if found:
            return found
    reason = f"none of {', '.join(names)} is installed"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def dom_of(page: Path, folder: Path, address: str = "") -> str:
    """The page as Chromium has built it after its scripts have run, opened at an address of its own (`#…`)."""
    chromium = program("chromium", "chromium-browser", "google-chrome")
    flags = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={folder / 'profile'}",
        "--virtual-time-budget=5000",
        "--dump-dom",
    ]
    ran = subprocess.run([chromium, *flags, page.as_uri() + address], capture_output=True, timeout=PATIENCE, check=False)
    return ran.stdout.decode("utf-8", "replace")


def as_pdf(file: Path, folder: Path) -> Path:
    """The file as LibreOffice prints it."""
    soffice = program("soffice", "libreoffice")
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [soffice, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    return folder / f"{file.stem}.pdf"
