"""An assessment as one HTML page that needs nothing else: tables, pictures inside, both light and printed."""

from __future__ import annotations

import base64
from html import escape

from ...bilingual import Said
from ...progress.model import AssessmentData
from ..options import Options
from . import plots
from .drawing import COLOURS, available, without_font
from .table import BLANK, COUNTED, REFUSED, WORKED_OUT, Section, filled_in, heading, notes, sections, summary

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
td.f{white-space:nowrap}td.i{min-width:9em}td.r{white-space:nowrap;font-weight:600}td.m{min-width:220px;color:var(--faint);font-size:13px}
figure{margin:12px 0}figure img{max-width:100%;height:auto}
.small{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:8px 18px}.small figure{margin:0}
.small img{width:100%}
ul{color:var(--faint);font-size:13px;padding-left:18px}
.bad{color:#8d3b72}
@media screen and (max-width:720px){body{padding:16px 12px 40px}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tr,td{display:block;width:auto}tr{border:1px solid var(--line);border-radius:6px;margin:0 0 10px;padding:4px 10px}
td,td.n,td.f,td.i,td.r,td.m{display:flex;gap:12px;justify-content:space-between;border:0;padding:3px 0;text-align:right;white-space:normal;
min-width:0}
td::before{content:attr(data-name);color:var(--faint);font-weight:400;text-align:left;flex:0 0 6.5em}td.none{display:none}}
@page{size:A4 landscape;margin:11mm}
@media print{body{max-width:none;padding:0;font-size:9.5pt;line-height:1.4}h2{break-after:avoid}tr,figure{break-inside:avoid}
thead{display:table-header-group}.wrap{overflow:visible}th,td{padding:3px 5px}th{white-space:normal}td.m{min-width:0;width:24%;font-size:8.5pt}
td.n{white-space:normal}figure img{max-height:172mm}.small{grid-template-columns:repeat(3,1fr)}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


#: What a cell is shown as, by the column it stands in.
_CLASSES = {
    "clause": "f",
    "force": "f",
    "nature": "f",
    "indicator": "i",
    "task": "i",
    "gap": "n",
    "result": "r",
    "remark": "m",
    **dict.fromkeys(COUNTED, "n"),
}
_NO_CHARTS = Said("安装 ecocheck[report] 后这里有图", "with ecocheck[report] installed, pictures stand here")
_CHARTS = {
    "completion": Said("完成进度与时间进度", "completion against time share"),
    "trajectory": Said("指标逐年情况", "an indicator year by year"),
}


def write(assessment: AssessmentData, options: Options) -> str:
    """The whole page."""
    lang, title = options.lang, escape(heading(assessment)[options.lang])
    said = (*filled_in(assessment), summary(assessment), *without_font(lang))
    parts = [f"<h1>{title}</h1>", *(f'<p class="sum">{escape(line[lang])}</p>' for line in said)]
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
    found: dict[str, list[str]] = {kind: [] for kind in _CHARTS}
    for kind, data in plots.pictures(assessment, lang, "svg"):
        source = base64.b64encode(data).decode("ascii")
        found[kind].append(f'<figure><img alt="{_CHARTS[kind][lang]}" src="data:image/svg+xml;base64,{source}"></figure>')
    small = found["trajectory"]
    return [*found["completion"], *(["<div class='small'>", *small, "</div>"] if small else [])]


def _table(section: Section) -> str:
    rows = [f"<h2>{escape(section.title)}</h2><div class='wrap'><table><thead><tr>"]
    rows += [f"<th>{escape(name)}</th>" for name in section.header]
    rows.append("</tr></thead><tbody>")
    for line in section.lines:
        colour = COLOURS.get(line.tone, "#22262b")
        rows.append("<tr>")
        for kind, name, cell in zip(section.kinds, section.header, line.cells, strict=True):
            shade = f' style="color:{colour}"' if kind == "result" else ""
            blank = " none" if cell in ("", BLANK.zh) else ""
            rows.append(
                f'<td class="{_CLASSES.get(kind, "")}{blank}" data-name="{escape(name)}"{shade}><span>{escape(cell)}</span></td>'
            )
        rows.append("</tr>")
    return "".join(rows) + "</tbody></table></div>"


def _receipt(assessment: AssessmentData) -> str:
    receipt = assessment.receipt
    inputs = ", ".join(f"{one['path']} sha256 {one['sha256'][:12]}" for one in receipt.inputs)
    return f"ecocheck {receipt.ecocheck} · {assessment.plan} · {receipt.rulebook[:12]}{' · ' + inputs if inputs else ''}"
