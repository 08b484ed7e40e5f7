"""An assessment as one HTML page that needs nothing else: tables, pictures inside, both light and printed."""

from __future__ import annotations

import base64
from html import escape

from ...progress.model import AssessmentData
from . import plots as progress_plots
from .table import Section, heading, notes, sections, summary

_STYLE = """
:root{--ink:#22262b;--faint:#6b7280;--line:#e3e6ea}
*{box-sizing:border-box}
body{margin:0 auto;max-width:1180px;padding:28px 20px 60px;color:var(--ink);background:#fff;
font:14px/1.6 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:30px 0 8px}
p.sum{color:var(--faint);margin:0 0 8px}
.wrap{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;vertical-align:top}
th{font-weight:600;color:var(--faint);white-space:nowrap;background:#f7f8f9}
td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td.f{white-space:nowrap}td.r{white-space:nowrap;font-weight:600}td.m{min-width:220px;color:var(--faint);font-size:13px}
figure{margin:12px 0}figure img{max-width:100%;height:auto}
ul{color:var(--faint);font-size:13px;padding-left:18px}
.bad{color:#8d3b72}
@media print{body{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}}
"""


def page(assessment: AssessmentData, lang: str, everything: bool = False) -> str:
    """The whole page."""
    parts = [f"<h1>{escape(heading(assessment, lang))}</h1>", f'<p class="sum">{escape(summary(assessment, lang))}</p>']
    charts = _charts(assessment, lang)
    for place, section in enumerate(sections(assessment, lang, everything)):
        if section.lines:
            parts.append(_table(section))
        if place == 0:
            parts += charts
    if assessment.problems:
        parts.append(f"<h2>{'不能采用的数据' if lang == 'zh' else 'Figures that could not be used'}</h2><ul>")
        parts += [f'<li class="bad">{escape(problem.text(lang))}</li>' for problem in assessment.problems]
        parts.append("</ul>")
    parts.append(f"<h2>{'怎么算的' if lang == 'zh' else 'How it was worked out'}</h2><ul>")
    parts += [f"<li>{escape(note)}</li>" for note in notes(assessment, lang)]
    parts.append(f"</ul><p class='sum'>{escape(_receipt(assessment))}</p>")
    language = "zh-CN" if lang == "zh" else "en"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(heading(assessment, lang))}</title>'
    return f'<!doctype html><html lang="{language}"><head>{head}<style>{_STYLE}</style></head><body>{"".join(parts)}</body></html>\n'


def _charts(assessment: AssessmentData, lang: str) -> list[str]:
    if not progress_plots.available():
        said = "安装 ecocheck[report] 后这里有图" if lang == "zh" else "with ecocheck[report] installed, pictures stand here"
        return [f'<p class="sum">{said}</p>']
    found = []
    for draw, zh, en in (
        (progress_plots.bullet, "完成进度与时间进度", "completion against time share"),
        (progress_plots.trajectories, "各指标逐年情况", "indicators year by year"),
    ):
        data = draw(assessment, lang)
        if data is not None:
            source = base64.b64encode(data).decode("ascii")
            found.append(f'<figure><img alt="{zh if lang == "zh" else en}" src="data:image/svg+xml;base64,{source}"></figure>')
    return found


def _table(section: Section) -> str:
    numbers = len(section.header) - 5, len(section.header) - 4, len(section.header) - 3
    rows = [f"<h2>{escape(section.title)}</h2><div class='wrap'><table><thead><tr>"]
    rows += [f"<th>{escape(name)}</th>" for name in section.header]
    rows.append("</tr></thead><tbody>")
    for line in section.lines:
        colour = progress_plots.COLOURS.get(line.tone, "#22262b")
        rows.append("<tr>")
        for place, cell in enumerate(line.cells):
            last, result = place == len(line.cells) - 1, place == len(line.cells) - 2
            kind = "m" if last else "r" if result else "n" if place in numbers else "f" if place in (0, 2) else ""
            shade = f' style="color:{colour}"' if result else ""
            rows.append(f'<td class="{kind}"{shade}>{escape(cell)}</td>')
        rows.append("</tr>")
    return "".join(rows) + "</tbody></table></div>"


def _receipt(assessment: AssessmentData) -> str:
    receipt = assessment.receipt
    inputs = ", ".join(f"{one['path']} sha256 {one['sha256'][:12]}" for one in receipt.inputs)
    return f"ecocheck {receipt.ecocheck} · {assessment.plan} · {receipt.rulebook[:12]}{' · ' + inputs if inputs else ''}"
