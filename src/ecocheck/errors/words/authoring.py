"""What lint says of rules, by the code of its check; and what keeps files of rules from being written."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "authoring.bound-wording": Words(
        Said("{fact} 用了 {op}，{where}“{words}”应当用 {good}", "{fact} uses {op}, but {where} '{words}' is read with {good}")
    ),
    "authoring.conflict-one-sided": Words(
        Said(
            "与 {clause} 冲突，但判定它的规则没有写 conflicts_with：{rules}",
            "is at odds with {clause}, but the rules that decide it have no conflicts_with: {rules}",
        )
    ),
    "authoring.too-many-clauses": Words(Said("引用了 {count} 个条款，最多 {most} 个", "cites {count} clauses, at most {most}")),
    "authoring.threshold-attested": Words(
        Said("条款有数值，却只由核实行或职责行判定", "the clause has a figure, but only an attestation or duty row decides it")
    ),
    "authoring.modality-wording": Words(
        Said(
            "modality 写的是 {modality}，条款用词“{word}”通常是 {usual}",
            "modality is {modality}, but the clause's word '{word}' usually means {usual}",
        )
    ),
    "authoring.campaign-strict": Words(
        Said(
            "modality 是 strict，条款用词“{word}”约束的是主管部门；改为 programme，或在 note 里写明约束当事人的《法律》",
            "modality is strict, but '{word}' binds the authority; make it programme, or name in the note the law that binds the party",
        )
    ),
    "authoring.gradual-strict": Words(
        Said(
            "以“{word}”开头的工作没有完成不算违反：写 modality: programme",
            "what opens with '{word}' is no breach undone: modality: programme",
        )
    ),
    "authoring.list-open": Words(
        Said(
            "“{words}”没有列完，规则却什么也没有留给人：加 judge，或在 note 里说明“等”怎么读",
            "'{words}' leaves its list open and the rule leaves nothing to a person: add judge, or say in the note how 等 is read",
        )
    ),
    "authoring.exemption-any": Words(
        Said(
            "豁免 {exemption} 用 in 比较 {fact}，可以有几个代码：有一个不在例外之内就不豁免，应当用 within",
            "the exemption {exemption} compares {fact} by 'in'; several codes can stand and each must be excepted: use 'within'",
        )
    ),
    "authoring.silence-breach": Words(
        Said(
            "{fact} 为 {code} 时算违反：没有结果不是违反，加 judge，或在 note 里说明",
            "{fact} = {code} is a breach here: what is not decided or tested is none; add judge, or say why in the note",
        )
    ),
    "authoring.before-state": Words(
        Said(
            "条款说的是“{words}”，规则却不看日期或状态",
            "the clause speaks of the time '{words}', the rule looks at no date and no state",
        )
    ),
    "authoring.figure-lost": Words(
        Said(
            "摘要里的“{figure}”，判定它的规则没有，note 里也没有：{rules}",
            "'{figure}' of the paraphrase stands in none of its rules and in no note: {rules}",
        )
    ),
    "authoring.tier-alone": Words(
        Said(
            "只看 {fact} 写的是哪一级限值，不看排放是否达到：加上测值或与限值之比",
            "looks at {fact} alone, the tier that a record names, and not at what is let out: add the value or its ratio to the limit",
        )
    ),
    "authoring.law-ended": Words(
        Said(
            "《{law}》自 {day} 起由生态环境法典取代，规则在那以后仍有效：写明法典的条",
            "the law named ({law}) ended on {day} with the Code, and the rule binds after it: name the article of the Code",
        )
    ),
    "authoring.reading-differs": Words(Said("复核（{kind}）：{said}", "second reading ({kind}): {said}")),
    "authoring.reading-lost": Words(
        Said("{by} 于 {on} 复核之后规则有改动，须重新复核", "changed since {by} read it on {on}: to be read again")
    ),
    "authoring.trade-unknown": Words(Said("GB/T 4754-2017 没有 {code} 这个行业", "GB/T 4754-2017 has no trade {code}")),
    "authoring.clause-open": Words(
        Said(
            "没有规则判定（{form}，优先级 {priority}），也没有写 left_to_people",
            "no rule decides it ({form}, priority {priority}) and left_to_people is not given",
        )
    ),
    "authoring.clause-both": Words(
        Said("写了 left_to_people，却有规则判定：{rules}", "left_to_people is given, though rules decide it: {rules}")
    ),
    "authoring.topic-unknown": Words(Said("没有“{topic}”这个主题；可用：{topics}", "no topic '{topic}'; use one of: {topics}")),
    "authoring.topic-missing": Words(Said("没有写 topic", "the topic is missing")),
    "authoring.title-long": Words(
        Said("{lang} 标题有 {length} 个字符，最多 {most} 个", "the {lang} title has {length} characters, at most {most}")
    ),
    "authoring.language": Words(Said("{where} {found}", "{where} {found}")),
    "authoring.exemption-note": Words(
        Said(
            "豁免 {exemption} 要人工判定，却没有自己的说明",
            "the exemption {exemption} is for a person to judge and has no note",
        )
    ),
    "authoring.fact-not-carried": Words(
        Said(
            "{subject} 没有这些事实，规则对它永远查不清：{facts}",
            "{subject} has no such fact, the rule stays open for it: {facts}",
        )
    ),
    "authoring.stage": Words(Said("由 {fact} 推出阶段：{stage}", "stage {stage}, from {fact}")),
    "authoring.stage-doubled": Words(
        Said("不写 stage 也是{stage}", "the stage is {stage} without saying so"),
    ),
    "authoring.implication-untested": Words(
        Said(
            "推定要有两个测试：一条记录得出结论，一条得不出",
            "an implication has two tests: a record for which it speaks, one for which it does not",
        ),
    ),
    "authoring.implication-idle": Words(
        Said("没有哪个对象同时有它的条件和结论里的事实", "no subject carries both what it reads and what it speaks of"),
    ),
    "authoring.aspect-idle": Words(
        Said("没有哪条规则因它而用到记录上", "no rule is judged on a record because of it"),
    ),
    "authoring.implication-day": Words(
        Said("{fact} 决定规则按哪一天判定，不能推定", "{fact} says on which day rules are judged and cannot be inferred"),
    ),
    "authoring.implication-circle": Words(
        Said(
            "与其他推定合用时，它自己的例子前后矛盾：{said}",
            "its own example ends in a contradiction once all the others speak: {said}",
        ),
    ),
    "authoring.implication-clash": Words(
        Said(
            "与 {other} 读的事实相同、可以同时成立，结论却矛盾",
            "reads the same facts as {other}, can hold together with it, and contradicts it",
        ),
    ),
    "authoring.sheet-line-idle": Words(
        Said("核对单所列的对象都不用“{label}”", "no subject of the sheet carries '{label}'"),
    ),
    "authoring.sheet-clash": Words(
        Said(
            "印的“{label}”与其他印的内容矛盾（推定 {row}）",
            "what it prints of '{label}' contradicts what else is printed (implication {row})",
        ),
    ),
    "authoring.screening-doubled": Words(
        Said(
            "涉及事项已能定下 {facts}，不必再作条件",
            "the screening answer settles {facts} by itself: leave it out of the scope",
        )
    ),
    "authoring.fact-unused": Words(Said("没有规则用“{label}”", "no rule uses '{label}'")),
    "authoring.fact-once": Words(Said("只有 {rule} 一条规则用它", "only the rule {rule} uses it")),
    "authoring.table-row": Words(Said("表里没有（{keys}）这一行", "the table has no row for ({keys})")),
    "authoring.interim-unlisted": Words(
        Said(
            "中期目标写的是 {years} 年，document.yaml 的 interim 没有列出：写 interim: {listed}",
            "has targets of {years} on the way, which the interim of document.yaml does not list: write interim: {listed}",
        )
    ),
    "authoring.table-gap": Words(
        Said(
            "{earlier} 与 {later} 之间没有值；确实如此就不用改，要沿用前值写 fill: hold",
            "no value between {earlier} and {later}; write fill: hold if the earlier one goes on",
        )
    ),
    "authoring.test-kind": Words(Said("测试里缺：{missing}", "among the tests there is none for: {missing}")),
    "authoring.test-unknown": Words(
        Said("测试“{test}”没有写 missing 和 possible", "the test '{test}' lacks missing or possible")
    ),
    "authoring.test-exemption": Words(
        Said("豁免 {exemption} 缺测试：{missing}", "the exemption {exemption} has no test {missing}")
    ),
    "authoring.test-bound": Words(Said("{fact} {op} {limit} 缺测试：{missing}", "{fact} {op} {limit}: no test {missing}")),
    "authoring.not_the_same": Words(
        Said(
            "{file}：整理后的内容会与原文不同，没有改动",
            "{file}: the formatted file would not say the same; nothing was written",
        ),
        Said(
            "请报告这个文件；可先把注释移到条目之前单独一行",
            "please report this file; moving comments to lines of their own may help",
        ),
    ),
    "authoring.no_readings": Words(
        Said("{path} 里没有复核", "there are no second readings in {path}"),
        Said("写明 rules/<规划>/readings 里的文件", "name a file in rules/<plan>/readings"),
    ),
    "authoring.no_folder": Words(Said("没有写明输出文件夹", "no folder to write to"), Said("用 -o 指定", "name one with -o")),
    "authoring.no_edition": Words(Said("没有文件夹“{path}”", "there is no folder '{path}'")),
}
