"""HTML: one self-contained page that works offline, switches between Chinese and English and prints on A4.

The page gets the findings as compact data, and its script (`page/page.js`) builds what is looked at. All text reaches the page as
text, never as markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from ...bilingual import Said
from ...findings.report import ReportData
from ..options import Options
from .page_data import page_data

PAGE = Path(__file__).parent / "page"
TITLE = Said("符合性检查报告 · ecocheck", "Conformity report · ecocheck")
LANGUAGE = Said("zh-CN", "en")
NO_SCRIPT = Said(
    "本页须启用脚本才能查看；脚本只在本机运行，不连接网络。",
    "This page needs scripting, which runs on this machine only and uses no network.",
)


def write(report: ReportData, options: Options) -> str:
    """The page."""
    style = (PAGE / "page.css").read_text(encoding="utf-8")
    script = (PAGE / "page.js").read_text(encoding="utf-8")
    data = embedded(page_data(report, options))
    lang = options.lang
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="ecocheck {_escaped(report.receipt.ecocheck)}">\n<title>{TITLE[lang]}</title>\n'
        f"<style>{style}</style>\n</head>\n<body>\n<noscript><p>{NO_SCRIPT.zh}/ {NO_SCRIPT.en}</p></noscript>\n"
        '<div id="app"></div>\n'
        f'<script type="application/json" id="report-data">{data}</script>\n<script>{script}</script>\n</body>\n</html>\n'
    )


def embedded(data: Any) -> str:
    """Data as JSON that no HTML parser can mistake for markup.

    >>> embedded({"name": "</script><b>"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text.encode("utf-8", "backslashreplace").decode()


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
