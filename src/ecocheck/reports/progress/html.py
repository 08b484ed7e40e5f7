"""An assessment as one HTML page that needs nothing else: tables, pictures inside, both light and printed."""

from __future__ import annotations

import base64
from html import escape

from ...bilingual import Said
from ...progress.model import AssessmentData
from ..options import Options
from . import plots
from .drawing import COLOURS, available
from .table import COUNTED, REFUSED, WORKED_OUT, Section, heading, notes, sections, summary

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


#: What a cell is shown as, by the column it stands in.
_CLASSES = {"clause": "f", "force": "f", "nature": "f", "result": "r", "remark": "m", **dict.fromkeys(COUNTED, "n")}
_NO_CHARTS = Said("安装 ecocheck[report] 后这里有图", "with ecocheck[report] installed, pictures stand here")
_CHARTS = {
    "completion": Said("完成进度与时间进度", "completion against time share"),
    "trajectories": Said("各指标逐年情况", "indicators year by year"),
}


def write(assessment: AssessmentData, options: Options) -> str:
    """The whole page."""
    lang, title = options.lang, escape(heading(assessment)[options.lang])
    parts = [f"<h1>{title}</h1>", f'<p class="sum">{escape(summary(assessment)[lang])}</p>']
    charts = _charts(assessment, lang)
    for place, section in enumerate(sections(assessment, lang, options.everything)):
        if section.lines:
            parts.append(_table(section))
        if place == 0:
            parts += charts
    if assessment.problems:
        parts.append(f"<h2>{REFUSED[lang]}</h2><ul>")
        parts += [f'<li class="bad">{escape(problem.text(lang))}</li>' for problem in assessment.problems]
        parts.append("</ul>")
    parts.append(f"<h2>{WORKED_OUT[lang]}</h2><ul>")
    parts += [f"<li>{escape(note[lang])}</li>" for note in notes(assessment)]
    parts.append(f"</ul><p class='sum'>{escape(_receipt(assessment))}</p>")
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    return f'<!doctype html><html lang="{Said("zh-CN", "en")[lang]}"><head>{head}<style>{_STYLE}</style></head><body>{"".join(parts)}</body></html>\n'


def _charts(assessment: AssessmentData, lang: str) -> list[str]:
    if not available():
        return [f'<p class="sum">{_NO_CHARTS[lang]}</p>']
    found = []
    for kind, shows in _CHARTS.items():
        data = plots.picture(kind, assessment, lang, "svg")
        if data is not None:
            source = base64.b64encode(data).decode("ascii")
            found.append(f'<figure><img alt="{shows[lang]}" src="data:image/svg+xml;base64,{source}"></figure>')
    return found


def _table(section: Section) -> str:
    rows = [f"<h2>{escape(section.title)}</h2><div class='wrap'><table><thead><tr>"]
    rows += [f"<th>{escape(name)}</th>" for name in section.header]
    rows.append("</tr></thead><tbody>")
    for line in section.lines:
        colour = COLOURS.get(line.tone, "#22262b")
        rows.append("<tr>")
        for kind, cell in zip(section.kinds, line.cells, strict=True):
            shade = f' style="color:{colour}"' if kind == "result" else ""
            rows.append(f'<td class="{_CLASSES.get(kind, "")}"{shade}>{escape(cell)}</td>')
        rows.append("</tr>")
    return "".join(rows) + "</tbody></table></div>"


def _receipt(assessment: AssessmentData) -> str:
    receipt = assessment.receipt
    inputs = ", ".join(f"{one['path']} sha256 {one['sha256'][:12]}" for one in receipt.inputs)
    return f"ecocheck {receipt.ecocheck} · {assessment.plan} · {receipt.rulebook[:12]}{' · ' + inputs if inputs else ''}"
