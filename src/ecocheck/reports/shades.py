"""The ground colour of each outcome in printed tables, and of their heads."""

from __future__ import annotations

SHADES = {
    "fail": "F6D6D3",
    "error": "F0D7EC",
    "review": "FBE8C4",
    "unknown": "D9EAF5",
    "advice": "E3E9F7",
    "waived": "E7E0F3",
    "exempt": "DFF0E3",
    "pass": "DFF0E3",
    "not_applicable": "F2F2F2",
    "head": "E7EBEF",
    "plain": "",
}
