"""The HTML page: self-contained, safe against text that means harm, and alive in a real browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from ecocheck.findings.standing import shown_as
from ecocheck.reports.check.html import write
from ecocheck.reports.options import Options
from ecocheck.reports.report import Report

from .conftest import HOSTILE
from .programs import dom_of

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
WATCH = "<script>window.troubles=[];addEventListener('error',e=>troubles.push(e.message));console.error=(...a)=>troubles.push(a.join(' '));</script>"
TELL = """
<script>
const shown = () => document.getElementById('shown').textContent.match(/\\d+/)[0];
const results = {};
const set = (id, value) => { const el = document.getElementById(id); el.value = value; el.dispatchEvent(new Event('change')); };
%s
results.troubles = troubles;
const out = document.createElement('pre'); out.id = 'told'; out.textContent = JSON.stringify(results); document.body.append(out);
</script>
"""


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="report-data">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found.group(1))
    return data


def told(report: Report, script: str, folder: Path, lang: str = "zh", address: str = "") -> dict[str, Any]:
    """What a script sees on the page after the page's own; the policy is lifted for it alone."""
    page = POLICY.sub(WATCH, write(report, Options(lang=lang))).replace("</body>", TELL % script + "</body>")
    (folder / "page.html").write_text(page, encoding="utf-8")
    dom = dom_of(folder / "page.html", folder, address)
    found = re.search(r'<pre id="told">(.*?)</pre>', dom, re.S)
    assert found, dom[-2000:]
    results: dict[str, Any] = json.loads(found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    assert results["troubles"] == []
    return results


def test_the_page_needs_nothing_from_elsewhere(report: Report) -> None:
    page = re.sub(r"<script type=\"application/json\".*?</script>", "", write(report, Options()), flags=re.S)
    outside = r"(src|href)\s*=\s*[\"'](https?:)?//|@import|url\(|fetch\(|XMLHttpRequest"
    assert not re.search(outside + r"|eval\(|innerHTML|outerHTML|insertAdjacentHTML", page)


def test_the_policy_lets_only_the_pages_own_script_and_style_run(report: Report) -> None:
    page = write(report, Options())
    policy = POLICY.search(page)
    assert policy
    for tag in ("script", "style"):
        own = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        assert len(own) == 1
        digest = base64.b64encode(hashlib.sha256(own[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy.group()
    assert "default-src 'none'" in policy.group()


def test_data_cannot_leave_its_block(hostile: Report) -> None:
    page = write(hostile, Options())
    assert HOSTILE not in page
    block = page.split('id="report-data">', 1)[1].split("</script>", 1)[0]
    assert [char for char in "<>&\u2028\u2029" if char in block] == []
    assert data_of(page)["records"][0]["name"] == HOSTILE


def test_every_finding_is_on_the_page_once(report: Report) -> None:
    data = data_of(write(report, Options()))
    rows = [
        (
            record["id"],
            data["rules"][row[0]]["id"],
            data["outcomes"][row[1]],
            row[4] if len(row) > 4 else "",
        )
        for record in data["records"]
        for row in record["rows"]
    ]
    assert sorted(rows) == sorted((f.record, f.rule, shown_as(f), f.item) for f in report.findings)


def test_untouched_the_page_builds_itself_under_its_own_policy(report: Report, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(write(report, Options()), encoding="utf-8")
    dom = dom_of(tmp_path / "page.html", tmp_path)
    assert report.standing.breach
    assert ">不符合<" in dom
    assert dom.count('<details class="f ') == 100
    assert 'class="matrix"' in dom


def test_filters_narrow_what_is_shown(report: Report, tmp_path: Path) -> None:
    script = """
    results.all = shown();
    document.getElementById('clear').click();
    for (const o of ['error','review','unknown','advice','waived','exempt','pass']) document.getElementById('pick-' + o).click();
    results.fail = shown();
    results.kinds = [...new Set([...document.querySelectorAll('details.f')].map(d => d.dataset.outcome))];
    set('by-record', '0'); results.first = shown();
    set('by-doc', 'wz-145'); results.plan = shown();
    document.getElementById('clear').click(); results.cleared = shown();
    set('by-force', 'advisory'); results.advisory = shown();
    """
    seen = told(report, script, tmp_path)
    fails = report.where("fail")
    applying = [f for f in report.findings if shown_as(f) not in ("not_applicable", "later", "harmless")]
    assert seen["all"] == seen["cleared"] == str(len(applying))
    assert seen["fail"] == str(len(fails))
    assert seen["kinds"] == ["fail"]
    assert seen["first"] == str(len(report.where("fail", record="P01")))
    assert seen["plan"] == str(len(report.where("fail", record="P01", document="wz-145")))
    assert seen["advisory"] == str(sum(f.force == "advisory" for f in applying))


def test_the_address_keeps_the_view_and_leads_back_to_it(report: Report, tmp_path: Path) -> None:
    acts = "document.getElementById('clear').click(); set('by-record', '2'); results.address = location.hash;"
    kept = told(report, acts + "results.shown = Number(shown());", tmp_path)
    assert "record=2" in kept["address"]
    again = told(report, "results.shown = Number(shown());", tmp_path, address=kept["address"])
    assert again["shown"] == kept["shown"] < told(report, "results.shown = Number(shown());", tmp_path)["shown"]
    fails = told(report, "results.shown = Number(shown());", tmp_path, address="#outcomes=fail&lang=en")
    assert fails["shown"] == report.counts["fail"]


def test_on_paper_stand_the_findings_to_act_on_with_their_evidence(report: Report, tmp_path: Path) -> None:
    script = """
    dispatchEvent(new Event('beforeprint'));
    const cards = [...document.querySelectorAll('details.f')];
    results.printed = cards.map(card => card.dataset.shown);
    results.open = cards.every(card => card.open);
    dispatchEvent(new Event('afterprint'));
    results.after = Number(shown());
    """
    seen = told(report, script, tmp_path)
    assert sorted(seen["printed"]) == sorted(
        str(f.outcome) for f in report.findings if f.outcome in ("fail", "error", "review")
    )
    assert seen["open"] is True
    assert seen["after"] > len(seen["printed"])


def test_text_search_and_language_and_unfolding(report: Report, tmp_path: Path) -> None:
    script = """
    const field = document.getElementById('by-text'); field.value = '一公里 C2614'; field.dispatchEvent(new Event('input'));
    setTimeout(() => {
      results.found = [...document.querySelectorAll('details.f')].map(d => d.dataset.rule);
      const first = document.querySelector('details[data-rule="wz-145/chem-1km"]'); first.open = true;
      setTimeout(() => {
        results.body = first.querySelector('.body').textContent; results.gauges = first.querySelectorAll('svg.gauge').length;
        document.getElementById('lang').click();
        results.heading = document.querySelector('#findings h2').textContent; results.lang = document.documentElement.lang;
        results.troubles = troubles; out.textContent = JSON.stringify(results);
      }, 50);
    }, 400);
    """
    seen = told(report, script, tmp_path)
    assert "wz-145/chem-1km" in seen["found"]
    assert "wz-145/eia-approved" not in seen["found"]
    for said in ("6.4 危险化学品", "禁止在长江干支流一公里范围内新建", "来源：总平面图", "至少再远离 240 m", "差 0.24 km"):
        assert said in seen["body"]
    assert seen["gauges"] == 1
    assert seen["heading"].startswith("Findings")
    assert seen["lang"] == "en"


def test_harmful_text_is_shown_as_text(hostile: Report, tmp_path: Path) -> None:
    script = "results.title = document.title; results.head = document.querySelector('h1').textContent; results.images = document.images.length;"
    seen = told(hostile, script, tmp_path)
    assert seen["title"] == "符合性检查报告 · ecocheck"
    assert HOSTILE in seen["head"]
    assert seen["images"] == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_raw_operator_is_read_by_people(report: Report, lang: str) -> None:
    said = [f.message[lang] for f in report.findings] + [f.requirement[lang] for f in report.findings if f.requirement]
    raw = re.compile(
        r"\b(not_in|intersects|exists|contains:|\bge\b|\ble\b|\bgt\b|\blt\b|None|True|False)\b|t_steam|dBA|\{limit\}"
    )
    assert [text for text in said if raw.search(text)] == []


def test_no_text_is_faded_to_tell_that_it_is_off(report: Report) -> None:
    """A faded colour has less than the contrast of 4.5 that its full one has; what is off is dashed and not bold."""
    style = re.search(r"<style>(.*?)</style>", write(report, Options()), re.S)
    assert style is not None
    assert "opacity" not in style.group(1)
    assert ".chip[aria-pressed=false]{font-weight:400;border-style:dashed}" in style.group(1)
