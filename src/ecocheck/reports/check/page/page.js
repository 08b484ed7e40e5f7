"use strict";
(() => {
const D = JSON.parse(document.getElementById("report-data").textContent);
const OUT = D.outcomes;
const MARK = {fail: "✗", error: "⚠", review: "◐", unknown: "?", later: "…", harmless: "·", advice: "☞", waived: "✎", exempt: "◇", pass: "✓", not_applicable: "–"};
// What is shown unless somebody asks for more: neither what does not concern the record, nor what waits for nobody.
const SEEN = OUT.filter(o => !["not_applicable", "harmless", "later"].includes(o));
const ACT = new Set(["fail", "error", "review"]);
const WORDS = {
  heading: ["符合性检查报告", "Conformity report"], judged: ["判定日期", "judged on"], records: ["记录", "records"], record: ["对象", "record"],
  print: ["打印", "Print"], other: ["English", "中文"], skip: ["跳到检查结果", "skip to the findings"],
  next: ["接下来", "What to do next"], broken: ["不符合项", "What is broken"], ask: ["要补充的信息（按作用大小排序）", "What to find out, the most useful first"],
  waits: ["条待此定论", "findings wait for it"], overview: ["总览", "Overview"], byRecord: ["对象 × 章节", "Records by chapter"], byRule: ["按条款", "By rule"],
  findings: ["检查结果", "Findings"], all: ["全部", "all"], doc: ["文件", "document"], force: ["效力", "force"], topic: ["主题", "topic"], text: ["查找", "find"],
  none: ["没有符合筛选条件的检查结果。", "No finding fits the filters."], more: ["再显示", "Show"], moreTail: ["条", "more"], open: ["展开全部", "Unfold all"],
  close: ["收起全部", "Fold all"], clear: ["清除筛选", "Clear filters"], shown: ["条", "findings"], clause: ["条款", "Clause"], own: ["原文", "Text"],
  say: ["摘要", "In short"], anchor: ["定位", "Anchor"], applies: ["适用于", "Applies to"], requirement: ["要求", "Requirement"], facts: ["本项目情况", "Facts"],
  noFacts: ["记录没有给出相关事实", "the record gives none of the facts"], limit: ["限值与余量", "Limit and margin"], least: ["最小改动", "Least change"],
  missing: ["尚缺", "Missing"], possible: ["可能的结论", "May become"], trace: ["判定过程", "How it was judged"], note: ["注", "Note"],
  conflicts: ["相互矛盾的条款", "Contradicts"], exemption: ["适用的例外", "Exception"], waiver: ["例外文件", "Waiver"], decided: ["人工判定", "Decision"],
  force2: ["效力", "Force"], period: ["有效期", "In force"], fp: ["指纹", "Fingerprint"], judgedBy: ["判定所用日期", "Date used"], verify: ["数字待与正式文本核对", "figure to be held against the official text"], unread: ["未复核", "no second reader"],
  strictest: ["最严", "strictest"], lenient: ["另有更严限值", "a stricter limit exists"], problems: ["数据问题", "Problems in the data"], receipt: ["凭据", "Receipt"],
  copies: ["采用的原文副本", "Copies of the documents used"], part: {scope: ["适用范围", "Scope"], require: ["要求", "Requirement"], exempt: ["例外", "Exception"]},
  node: {all: ["以下各项都要成立", "all of these"], any: ["以下有一项成立即可", "any of these"], not: ["以下不成立", "not this"], judge: ["以下情形由人判定", "a person judges whether"],
    some: ["清单中至少一项", "at least one item"], every: ["清单中每一项", "every item"]},
  truth: {T: ["成立", "holds"], F: ["不成立", "does not hold"], J: ["由人判定", "for a person"], U: ["尚不能确定", "not yet known"]},
  value: ["实际", "value"], bound: ["限值", "limit"], met: ["余量", "margin"], unmet: ["差", "short by"],
  stage: ["阶段", "Stage"], chapter: ["章节", "chapter"], cells: ["格中是最差结论的条数", "a cell counts its worst outcome"],
  rule: ["条款规则", "rule"], spread: ["各对象结论", "outcomes over the records"], assumed: ["数据错误", "bad data"], bad: ["不能使用的数据", "Unusable"],
};
let L = D.lang === "en" ? 1 : 0;
const w = key => WORDS[key][L];
const one = D.records.length === 1;
const state = {outcomes: new Set(SEEN), record: one ? "0" : "", doc: "", force: "", topic: "", text: "", chapter: "", shown: 100, tab: "matrix", rule: ""};

function h(tag, props, ...kids) {
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) el.addEventListener(key.slice(2), value);
    else if (key === "class") el.className = value;
    else el.setAttribute(key, value === true ? "" : value);
  }
  add(el, kids);
  return el;
}
function add(el, kids) {
  for (const kid of kids.flat(Infinity)) if (kid !== null && kid !== undefined && kid !== false) el.append(kid instanceof Node ? kid : document.createTextNode(String(kid)));
}
const SVG = "http://www.w3.org/2000/svg";
function s(tag, props, text) {
  const el = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(props)) el.setAttribute(key, value);
  if (text !== undefined) el.textContent = text;
  return el;
}
const label = (kind, key) => (D.labels[kind][key] || [key, key])[L];
const named = name => name.startsWith("attested:") ? name.slice(9) + (L ? " (attestation)" : " 的核实结论") : (D.names[name] || [name, name])[L];
const number = value => String(Math.round(value * 1e6) / 1e6);

const all = [];
D.records.forEach((record, place) => record.rows.forEach(row => all.push({record: place, rule: row[0], outcome: OUT[row[1]], message: row[2], facts: row[3], item: row[4] || "", more: row[5] === undefined || row[5] < 0 ? null : row[5], fp: row[6] || ""})));
const chapterOf = D.rules.map(rule => rule.document + "|" + (rule.clauses[0] ? rule.clauses[0].section.split(/\s/)[0] : ""));
const more = finding => finding.more === null ? {} : D.pool[finding.more];
const haystacks = new Map();
function haystack(finding) {
  const key = finding.rule + ":" + finding.message + ":" + finding.record;
  if (!haystacks.has(key)) {
    const rule = D.rules[finding.rule], record = D.records[finding.record];
    haystacks.set(key, [rule.id, rule.title, rule.clauses.map(c => [c.id, c.section, c.anchor, c.say, c.own]), D.pool[finding.message], record.id, record.name, D.pool[finding.facts].map(f => D.pool[f])].flat(5).join(" ").toLowerCase());
  }
  return haystacks.get(key);
}
function fits(finding) {
  const rule = D.rules[finding.rule];
  return (state.record === "" || finding.record === Number(state.record)) && (!state.doc || rule.document === state.doc)
    && (!state.force || rule.force === state.force) && (!state.topic || rule.topic === state.topic || (state.topic === "-" && !rule.topic)) && (!state.rule || rule.id === state.rule)
    && (!state.chapter || chapterOf[finding.rule] === state.chapter) && (!state.text || state.text.toLowerCase().split(/\s+/).every(word => haystack(finding).includes(word)));
}
// The address holds what is looked at, so that Back, a bookmark and a sent link lead to it.
const KEPT = {record: one ? "0" : "", doc: "", force: "", topic: "", text: "", chapter: "", rule: "", tab: "matrix"};
const standard = SEEN.join(",");
function address() {
  const said = new URLSearchParams();
  for (const [key, usual] of Object.entries(KEPT)) if (state[key] !== usual) said.set(key, state[key]);
  const outcomes = OUT.filter(o => state.outcomes.has(o)).join(",");
  if (outcomes !== standard) said.set("outcomes", outcomes);
  if (L !== (D.lang === "en" ? 1 : 0)) said.set("lang", L ? "en" : "zh");
  return String(said);
}
function readAddress() {
  const text = location.hash.slice(1);
  if (text && !text.includes("=")) return false;
  const said = new URLSearchParams(text);
  for (const [key, usual] of Object.entries(KEPT)) state[key] = said.has(key) ? said.get(key) : usual;
  state.outcomes = new Set(said.has("outcomes") ? said.get("outcomes").split(",").filter(o => OUT.includes(o)) : SEEN);
  L = said.has("lang") ? Number(said.get("lang") === "en") : D.lang === "en" ? 1 : 0;
  return true;
}
function keepAddress(typing) {
  const now = "#" + address();
  if (now === location.hash || (now === "#" && !location.hash)) return;
  if (typing) location.replace(now);
  else location.hash = now;
}
function go(change) {
  Object.assign(state, change, {shown: 100});
  drawFindings();
  keepAddress("text" in change && Object.keys(change).length === 1);
}
function jump(change) {
  go(change);
  document.getElementById("findings").scrollIntoView({behavior: "auto", block: "start"});
}

function draw() {
  document.documentElement.lang = L ? "en" : "zh-CN";
  document.title = w("heading") + " · ecocheck";
  const app = document.getElementById("app");
  app.replaceChildren();
  app.append(h("a", {class: "skip", href: "#findings"}, w("skip")), header(), h("main", {}, nextSteps(), one ? null : overview(), problems(), h("section", {id: "findings"})), footer());
  drawFindings();
}
function header() {
  const record = D.records[0];
  const title = one ? [record.id, record.name].filter(Boolean).join(" ") : D.records.length + " " + (L ? "records" : "个对象");
  const days = [...new Set(D.records.map(r => r.as_of))].join(", ");
  return h("header", {}, h("div", {class: "bar"}, h("div", {}, h("h1", {}, title), h("p", {class: "soft"}, w("heading") + " · " + w("judged") + " " + days + " · " + Object.values(D.documents).map(d => d.short[L] || d.title[L]).join(L ? ", " : "、"))),
    h("div", {class: "tools"}, h("button", {type: "button", id: "lang", lang: L ? "zh-CN" : "en", onclick: () => { L = 1 - L; draw(); keepAddress(false); document.getElementById("lang").focus(); }}, w("other")), h("button", {type: "button", onclick: () => window.print()}, w("print")))),
    h("p", {}, h("span", {class: "verdict v-" + D.verdict, id: "verdict"}, D.said[L]), one && record.stage[L] ? h("span", {class: "soft stage"}, w("stage") + (L ? ": " : "：") + record.stage[L]) : null),
    one && record.folded[L] ? h("p", {class: "soft folded"}, record.folded[L]) : null,
    D.signed.map(said => h("p", {class: "soft signed"}, said[L])),
    h("div", {class: "chips", id: "counts"}, OUT.map((o, i) => D.counts[i] ? h("button", {type: "button", class: "chip o-" + o, onclick: () => jump({outcomes: new Set([o])})}, MARK[o] + " " + label("outcome", o) + " " + D.counts[i]) : null)));
}
function nextSteps() {
  const fails = all.filter(f => f.outcome === "fail");
  if (!fails.length && !D.questions.length) return null;
  const box = h("section", {id: "next"}, h("h2", {}, w("next")));
  if (fails.length) {
    const list = h("ul", {class: "plain"});
    fails.slice(0, 12).forEach(f => {
      const rule = D.rules[f.rule], extra = more(f);
      list.append(h("li", {}, one ? null : h("b", {}, D.records[f.record].id + " "), h("span", {class: "o-fail"}, rule.title[L] + (f.item ? " [" + f.item + "]" : "")), extra.least ? h("span", {class: "soft"}, " → " + extra.least[L]) : null));
    });
    add(box, [h("p", {}, h("b", {}, w("broken") + " " + fails.length)), list]);
    if (fails.length > 12) box.append(h("button", {type: "button", class: "more", onclick: () => jump({outcomes: new Set(["fail"])})}, w("all") + " " + fails.length));
  }
  if (D.questions.length) {
    const waiting = q => h("details", {class: "w"}, h("summary", {}, q.findings === 1 && L ? "1 finding waits for it" : L ? q.findings + " " + w("waits") : q.findings + w("waits")), h("ul", {class: "plain"}, q.rules.map(place => h("li", {}, h("button", {type: "button", class: "link", onclick: () => jump({rule: D.rules[place].id, chapter: ""})}, D.rules[place].title[L])))));
    const item = q => h("li", {}, q.label[L], " ", h("code", {}, q.fact), h("span", {class: "soft"}, (q.found_in[L] ? (L ? " (" + q.found_in[L] + ")" : "（" + q.found_in[L] + "）") : "") + (one ? "" : " " + q.records.slice(0, 6).join(", ") + (q.records.length > 6 ? " …" : ""))), waiting(q));
    const list = h("ol", {class: "q"}, D.questions.slice(0, 10).map(item));
    add(box, [h("p", {}, h("b", {}, w("ask"))), list]);
    if (D.questions.length > 10) box.append(h("button", {type: "button", class: "more", onclick: event => { list.append(...D.questions.slice(10).map(item)); event.target.remove(); }}, w("more") + " " + (D.questions.length - 10) + " " + w("moreTail")));
  }
  return box;
}
function overview() {
  const body = h("div", {});
  const tab = (name, text) => h("button", {type: "button", role: "tab", "aria-selected": String(state.tab === name), id: "tab-" + name, onclick: () => { state.tab = name; box.replaceWith(overview()); keepAddress(false); document.getElementById("tab-" + name).focus(); }}, text);
  const box = h("section", {id: "overview"}, h("h2", {}, w("overview")), h("div", {class: "tabs", role: "tablist"}, tab("matrix", w("byRecord")), tab("rules", w("byRule"))), body);
  body.append(...(state.tab === "matrix" ? matrix() : ruleTable()));
  return box;
}
function matrix() {
  const columns = [...new Set(D.rules.map((rule, i) => chapterOf[i]))];
  const seen = new Map(columns.map((column, i) => [column, i]));
  const used = new Set(), cells = D.records.map(() => new Map());
  all.forEach(f => {
    if (!SEEN.includes(f.outcome)) return;
    const column = seen.get(chapterOf[f.rule]), cell = cells[f.record].get(column), rank = OUT.indexOf(f.outcome);
    used.add(column);
    if (!cell || rank < cell[0]) cells[f.record].set(column, [rank, 1]);
    else if (rank === cell[0]) cell[1] += 1;
  });
  const kept = columns.map((c, i) => i).filter(i => used.has(i));
  const docs = [];
  kept.forEach(i => { const doc = columns[i].split("|")[0]; if (docs.length && docs[docs.length - 1][0] === doc) docs[docs.length - 1][1] += 1; else docs.push([doc, 1]); });
  const table = h("table", {class: "matrix"}, h("thead", {}, h("tr", {}, h("th", {class: "corner", rowspan: 2, scope: "col"}, w("record")), docs.map(([doc, n]) => h("th", {class: "doc", colspan: n, scope: "colgroup", title: D.documents[doc].title[L]}, n > 1 ? D.documents[doc].short[L] || doc : doc))),
    h("tr", {}, kept.map(i => h("th", {scope: "col", title: columns[i].split("|")[1]}, h("div", {class: "turn"}, columns[i].split("|")[1] || "·"))))));
  const tbody = h("tbody", {});
  D.records.forEach((record, r) => {
    const row = h("tr", {}, h("th", {scope: "row"}, h("button", {type: "button", onclick: () => jump({record: String(r), chapter: "", rule: ""})}, record.id + " " + record.name), h("div", {class: "soft"}, record.said[L]), record.folded[L] ? h("div", {class: "soft folded"}, record.folded[L]) : null));
    kept.forEach(i => {
      const cell = cells[r].get(i);
      if (!cell) { row.append(h("td", {})); return; }
      const o = OUT[cell[0]];
      row.append(h("td", {class: "m-" + o}, h("button", {type: "button", title: record.id + " · " + columns[i].split("|")[1] + " · " + label("outcome", o) + " " + cell[1], "aria-label": record.id + " " + columns[i].split("|")[1] + " " + label("outcome", o) + " " + cell[1],
        onclick: () => jump({record: String(r), chapter: columns[i], rule: "", doc: "", outcomes: new Set(SEEN)})}, MARK[o] + cell[1])));
    });
    tbody.append(row);
  });
  table.append(tbody);
  return [h("p", {class: "soft key"}, ["fail", "error", "review", "unknown", "advice", "pass"].map(o => h("span", {}, h("span", {class: "o-" + o}, MARK[o] + " " + label("outcome", o)))), w("cells")), h("div", {class: "scroll", tabindex: 0}, table)];
}
function ruleTable() {
  const counts = D.rules.map(() => new Map());
  all.forEach(f => counts[f.rule].set(f.outcome, (counts[f.rule].get(f.outcome) || 0) + 1));
  const weight = i => OUT.slice(0, 4).reduce((sum, o) => sum * 1e4 + (counts[i].get(o) || 0), 0);
  const order = D.rules.map((r, i) => i).filter(i => [...counts[i].keys()].some(o => SEEN.includes(o))).sort((a, b) => weight(b) - weight(a) || a - b);
  const tbody = h("tbody", {});
  order.forEach(i => {
    const rule = D.rules[i], total = [...counts[i].values()].reduce((a, b) => a + b, 0);
    const bar = h("div", {class: "stack", title: OUT.filter(o => counts[i].get(o)).map(o => label("outcome", o) + " " + counts[i].get(o)).join("，")});
    OUT.forEach(o => { if (counts[i].get(o) && SEEN.includes(o)) { const part = h("i", {class: "c-" + o}); part.style.width = 100 * counts[i].get(o) / total + "%"; bar.append(part); } });
    tbody.append(h("tr", {}, h("td", {}, h("button", {type: "button", class: "link", onclick: () => jump({rule: rule.id, record: "", chapter: ""})}, rule.title[L]), h("div", {class: "soft"}, rule.id)), ["fail", "review", "unknown", "pass"].map(o => h("td", {class: "o-" + o}, counts[i].get(o) || "")), h("td", {}, bar)));
  });
  return [h("div", {class: "scroll", tabindex: 0}, h("table", {}, h("thead", {}, h("tr", {}, h("th", {scope: "col"}, w("rule")), ["fail", "review", "unknown", "pass"].map(o => h("th", {scope: "col"}, label("outcome", o))), h("th", {scope: "col"}, w("spread")))), tbody))];
}
function problems() {
  if (!D.problems.length) return null;
  return h("section", {id: "problems"}, h("h2", {}, w("problems")), h("ul", {class: "plain"}, D.problems.map(p => h("li", {class: p[2] === "error" ? "o-error" : ""}, (p[2] === "error" ? "✗ " : "! ") + p[L]))));
}

function select(id, key, options) {
  const el = h("select", {id: id, onchange: event => go({[key]: event.target.value})}, h("option", {value: ""}, w("all")), options.map(([value, text]) => h("option", {value: value, selected: state[key] === value}, text)));
  return el;
}
function drawFindings() {
  const box = document.getElementById("findings");
  const focus = document.activeElement && document.activeElement.id;
  const base = all.filter(fits);
  const found = base.filter(f => state.outcomes.has(f.outcome));
  const counts = new Map();
  base.forEach(f => counts.set(f.outcome, (counts.get(f.outcome) || 0) + 1));
  const used = key => [...new Set(D.rules.map(r => r[key]))];
  box.replaceChildren(h("h2", {}, w("findings") + " ", h("span", {class: "soft", id: "shown", role: "status"}, found.length + " " + w("shown"))),
    h("div", {class: "chips pick", role: "group"}, OUT.filter(o => D.counts[OUT.indexOf(o)]).map(o => h("button", {type: "button", class: "chip o-" + o, id: "pick-" + o, "aria-pressed": String(state.outcomes.has(o)), onclick: () => { const next = new Set(state.outcomes); if (next.has(o)) next.delete(o); else next.add(o); go({outcomes: next}); }}, MARK[o] + " " + label("outcome", o) + " " + (counts.get(o) || 0)))),
    h("p", {class: "filters"},
      one ? null : h("label", {}, w("record"), select("by-record", "record", D.records.map((r, i) => [String(i), r.id + " " + r.name]))),
      h("label", {}, w("doc"), select("by-doc", "doc", Object.entries(D.documents).map(([id, d]) => [id, d.short[L] || d.title[L]]))),
      h("label", {}, w("force"), select("by-force", "force", used("force").map(f => [f, label("force", f)]))),
      h("label", {}, w("topic"), select("by-topic", "topic", used("topic").map(t => [t || "-", label("topic", t)]))),
      h("label", {}, w("text"), h("input", {type: "search", id: "by-text", value: state.text, oninput: event => { clearTimeout(timer); timer = setTimeout(() => go({text: event.target.value.trim()}), 150); }})),
      state.chapter || state.rule ? h("button", {type: "button", onclick: () => go({chapter: "", rule: ""})}, "× " + (state.rule || state.chapter.split("|")[1])) : null,
      h("button", {type: "button", id: "clear", onclick: () => go({outcomes: new Set(SEEN), record: one ? "0" : "", doc: "", force: "", topic: "", text: "", chapter: "", rule: ""})}, w("clear")),
      h("button", {type: "button", id: "unfold", onclick: () => box.querySelectorAll("details.f").forEach(d => { d.open = true; })}, w("open")),
      h("button", {type: "button", onclick: () => box.querySelectorAll("details.f").forEach(d => { d.open = false; })}, w("close"))));
  const list = h("div", {id: "list"});
  box.append(list);
  if (!found.length) list.append(h("p", {}, w("none")));
  show(list, found, 0);
  if (focus === "by-text") { const field = document.getElementById("by-text"); field.focus(); field.setSelectionRange(field.value.length, field.value.length); }
  else if (focus) { const again = document.getElementById(focus); if (again && box.contains(again)) again.focus(); }
}
let timer = 0;
function show(list, found, from) {
  let last = from ? list.dataset.last : "";
  const until = from + state.shown;
  found.slice(from, until).forEach(f => {
    const rule = D.rules[f.rule];
    const group = (one || state.record !== "" ? "" : f.record + "|") + rule.document;
    if (group !== last) {
      last = group;
      const doc = D.documents[rule.document], record = D.records[f.record];
      list.append(h("h3", {}, (one || state.record !== "" ? "" : record.id + " " + record.name + " · ") + doc.title[L] + (doc.number ? (L ? " (" + doc.number + ")" : "（" + doc.number + "）") : "")));
    }
    list.append(card(f));
  });
  list.dataset.last = last;
  const rest = found.length - until;
  if (rest > 0) {
    const button = h("button", {type: "button", class: "more", id: "show-more", onclick: () => { button.remove(); show(list, found, until); }}, w("more") + " " + Math.min(rest, state.shown) + " " + w("moreTail") + " (" + rest + ")");
    list.append(button);
  }
}
function card(f) {
  const rule = D.rules[f.rule], extra = more(f), clause = rule.clauses[0] || {id: "", section: ""};
  const text = D.pool[f.message][L], cut = text.indexOf(L ? ": " : "：");
  const el = h("details", {class: "f c-" + f.outcome, "data-rule": rule.id, "data-outcome": ["later", "harmless"].includes(f.outcome) ? "unknown" : f.outcome, "data-shown": f.outcome},
    h("summary", {}, h("span", {class: "tag"}, MARK[f.outcome] + " " + label("outcome", f.outcome)), h("span", {class: "t"}, rule.title[L] + (f.item ? " [" + f.item + "]" : ""), extra.strictest === true ? h("span", {class: "strict"}, w("strictest")) : null, h("span", {class: "where"}, clause.section + " " + clause.id)),
      h("span", {class: "msg"}, (cut >= 0 ? text.slice(cut + (L ? 2 : 1)) : text)),
      extra.least ? h("span", {class: "least"}, extra.least[L]) : null,
      extra.decided ? h("span", {class: "msg"}, "✎ " + extra.decided.decision + " · " + extra.decided.by + " " + extra.decided.date) : null));
  el.addEventListener("toggle", () => { if (el.open && el.children.length === 1) el.append(inside(f)); });
  return el;
}
function inside(f) {
  const rule = D.rules[f.rule], extra = more(f), dl = h("dl", {class: "g"});
  const row = (key, ...kids) => { if (kids.flat(Infinity).some(Boolean)) add(dl, [h("dt", {}, w(key)), h("dd", {}, kids)]); };
  rule.clauses.forEach(c => row("clause", h("div", {}, [c.section, c.id].filter(Boolean).join(" · "), c.anchor ? h("span", {class: "soft"}, L ? "  “" + c.anchor + "”" : "  " + w("anchor") + "：“" + c.anchor + "”") : null),
    c.own ? h("blockquote", {}, h("span", {class: "soft"}, w("own") + " "), c.own) : null, c.say[L] ? h("blockquote", {class: "p"}, h("span", {class: "soft"}, w("say") + " "), c.say[L]) : null));
  row("applies", rule.applies ? rule.applies[L] : "");
  row("requirement", rule.requirement ? rule.requirement[L] : "");
  const facts = D.pool[f.facts].map(place => D.pool[place][L]);
  row("facts", facts.length ? h("ul", {class: "plain"}, facts.map(text => h("li", {}, text))) : w("noFacts"));
  if (extra.limit) row("limit", gauge(extra));
  row("least", extra.least ? extra.least[L] : "");
  row("bad", (extra.bad || []).map(named).join(L ? ", " : "、"));
  row("missing", extra.missing ? h("ul", {class: "plain"}, extra.missing.map((name, i) => h("li", {}, (extra.missing_said ? extra.missing_said[i][L] : named(name)) + " ", h("code", {}, name)))) : "");
  row("possible", (extra.possible || []).map(o => label("outcome", o)).join(L ? ", " : "、"));
  row("exemption", extra.exemption);
  row("waiver", extra.waiver ? extra.waiver.document + " · " + extra.waiver.body + " · " + extra.waiver.from + " ～ " + extra.waiver.until + " · " + extra.waiver.reason : "");
  row("decided", extra.decided ? extra.decided.decision + " · " + extra.decided.by + " " + extra.decided.date + " · " + extra.decided.reason : "");
  row("trace", extra.trace === undefined ? "" : h("ul", {class: "trace"}, D.pool[extra.trace].map(step)));
  row("note", rule.note ? h("div", {class: "note"}, rule.note[L]) : "");
  row("conflicts", (rule.conflicts || []).join(", "));
  row("stage", label("stage", rule.stage));
  row("force2", [label("force", rule.force), label("modality", rule.modality), label("kind", rule.kind)].join(" · ") + (rule.verify ? " · " + w("verify") : "") + (rule.unread ? " · " + w("unread") : ""));
  row("period", rule.in_force.some(Boolean) ? (rule.in_force[0] || "…") + " ～ " + (rule.in_force[1] || "…") + (extra.judged_on === undefined ? "" : "；" + w("judgedBy") + " " + D.pool[extra.judged_on][1] + (D.pool[extra.judged_on][0] === "as_of" ? "" : "（" + named(D.pool[extra.judged_on][0]) + "）")) : "");
  row("fp", f.fp ? h("code", {}, f.fp) : "");
  row("rule", h("code", {}, rule.id));
  return h("div", {class: "body"}, dl);
}
function step(node) {
  const [kind, tag, truth, inner, item] = node;
  const t = truth.length > 1 ? "U" : truth;
  const head = WORDS.part[kind] ? WORDS.part[kind][L] : WORDS.node[kind] ? WORDS.node[kind][L] : "";
  const sub = WORDS.part[kind] && WORDS.node[tag] ? (L ? " (" + WORDS.node[tag][L] + ")" : "（" + WORDS.node[tag][L] + "）") : "";
  const mark = h("span", {class: "mark " + t, "aria-hidden": "true"}, {T: "✓", F: "✗", J: "◐", U: "?"}[t]);
  const said = h("span", {class: "soft"}, L ? " — " + WORDS.truth[t][L] : "——" + WORDS.truth[t][L]);
  const name = item ? h("b", {}, "[" + item + "] ") : null;
  if (Array.isArray(inner)) return h("li", {}, mark, name, head + sub, said, h("ul", {}, inner.map(step)));
  return h("li", {}, mark, name, head ? head + (L ? ": " : "：") : "", inner === "" ? "" : D.pool[inner][L], said);
}
function gauge(extra) {
  const [, op, value, unitZh, unitEn, basis] = extra.limit, unit = L ? unitEn : unitZh;
  const words = h("div", {}, w("bound") + " " + {lt: "<", le: "≤", gt: ">", ge: "≥"}[op] + " " + value + " " + unit + (basis ? "（" + basis + "）" : ""));
  if (extra.strictest === true) words.append(h("span", {class: "strict"}, w("strictest")));
  if (extra.strictest === false) words.append(h("span", {class: "soft"}, " " + w("lenient")));
  if (extra.margin === undefined || typeof value !== "number" || !(op in {lt: 1, le: 1, gt: 1, ge: 1})) return [words];
  const up = op === "gt" || op === "ge", actual = up ? value + extra.margin : value - extra.margin;
  add(words, [" · " + w("value") + " " + number(actual) + " " + unit + " · ", h("b", {class: extra.margin < 0 ? "o-fail" : "o-pass"}, (extra.margin < 0 ? w("unmet") : w("met")) + " " + number(Math.abs(extra.margin)) + " " + unit)]);
  const low = Math.min(0, value, actual), high = Math.max(value, actual) * 1.18 || 1, x = v => 10 + 440 * (v - low) / (high - low);
  const text = w("bound") + " " + value + " " + unit + ", " + w("value") + " " + number(actual) + " " + unit;
  const svg = s("svg", {viewBox: "0 0 460 58", class: "gauge", role: "img", "aria-label": text});
  svg.append(s("rect", {x: 10, y: 22, width: 440, height: 12, fill: "#f6d6d3"}), s("rect", {x: up ? x(value) : 10, y: 22, width: up ? 450 - x(value) : x(value) - 10, height: 12, fill: "#cfe8d5"}),
    s("line", {x1: x(value), x2: x(value), y1: 16, y2: 40, stroke: "#1d2733", "stroke-width": 2}), s("circle", {cx: x(actual), cy: 28, r: 6, fill: extra.margin < 0 ? "#b3261e" : "#1c6b3a", stroke: "#fff", "stroke-width": 1.5}));
  const anchor = v => x(v) > 380 ? "end" : x(v) < 80 ? "start" : "middle";
  svg.append(s("text", {x: x(value), y: 53, "font-size": 11, "text-anchor": anchor(value), fill: "#5b6876"}, w("bound") + " " + value + " " + unit), s("text", {x: x(actual), y: 13, "font-size": 11, "text-anchor": anchor(actual), fill: "#1d2733"}, number(actual) + " " + unit));
  return [words, svg];
}
function footer() {
  return h("footer", {}, h("section", {id: "receipt"}, h("h2", {}, w("receipt")), h("table", {}, h("tbody", {}, D.receipt[L].map(([name, value]) => h("tr", {}, h("td", {}, name), h("td", {}, value))), D.copies.map(c => h("tr", {}, h("td", {}, w("copies")), h("td", {}, c.document + " ← " + c.file + "  " + c.found + "/" + c.clauses + "  SHA-256 " + c.sha256))))),
    D.notices.map(n => h("p", {class: "soft"}, n[L]))));
}
// Of one record all that is chosen is printed, of several what somebody must act on; cards that matter print their evidence.
let before = null;
window.addEventListener("beforeprint", () => {
  before = state.outcomes;
  if (!one) state.outcomes = new Set(OUT.filter(o => ACT.has(o) && before.has(o)));
  state.shown = 1e9;
  drawFindings();
  document.querySelectorAll("details.f").forEach(d => { d.open = ACT.has(d.dataset.shown); });
});
window.addEventListener("afterprint", () => { go({outcomes: before}); });
window.addEventListener("hashchange", () => { const now = location.hash === "#" ? "" : location.hash.slice(1); if (now !== address() && readAddress()) draw(); });
readAddress();
draw();
})();
