"""In which order the keys of each kind of entry stand, and which entries are never put into one line."""

from __future__ import annotations

#: The lists that a rule file can hold, each under a key of its root.
LISTS = (
    "rules",
    "rows",
    "clauses",
    "parameters",
    "facts",
    "lists",
    "sets",
    "groups",
    "indicators",
    "implications",
    "sheets",
    "subjects",
    "areas",
    "readings",
)
_DOCUMENT = "id aliases title short number issuer level area issued published effective expires period base_year edition source note verify"
_HISTORY = "aliases status replaced_by"
_RULE = f"""
id {_HISTORY} title clause subject kind modality force stage in_force each derive applies_when require exempt_when conflicts_with note verify
topic tests
"""
_ROW = f"""
id {_HISTORY} clause title names code subject kind modality force stage in_force form direction scope period applies_when touches who
baseline result target yearly each_year op quantity quantity_printed about unit unit_zh due due_printed items open_list condition lead
soft repeats beside see_also also sections provisional shows exempt_when conflicts_with note verify topic
"""
_TEXTS = "title short issuer say trouble left_to_people note source shows who meaning found_in definition computed"
_BOUNDS = "limits triggers"
#: Texts in two languages: a line for each.
TEXTS = tuple(_TEXTS.split())
#: The place of each key, by the key under which its mapping stands.
ORDERS: dict[str, dict[str, int]] = {
    key: {word: place for place, word in enumerate(words.split())}
    for key, words in {
        "": f"ecocheck document {_DOCUMENT} {' '.join(LISTS)}",
        "rules": _RULE,
        "rows": _ROW,
        "clauses": "id section line anchor say force form priority due trouble left_to_people verify",
        "parameters": "name title unit list by otherwise fill editions",
        "editions": "from to source verify value rows",
        "facts": "name zh en aliases type list unit least most none equivalent stage subjects meaning found_in",
        "lists": "name zh source ordered scheme codes",
        "codes": "code zh en aliases meaning",
        "sets": "name list codes zh en note",
        "groups": "name item zh en subjects facts",
        "indicators": "code zh en aliases unit unit_aliases form direction handed_down definition computed unlike",
        "implications": "id kind source mirror presumed verify from until when then empty tests",
        "sheets": "name zh en subjects source lines",
        "lines": "fact printed where unless",
        "subjects": "id subject seen_as up_to when takes in_part whole otherwise about",
        "areas": "id zh en kind within aliases from to overlaps",
        "baseline": "year value line kind missing chosen scope words",
        "result": "year value line",
        "target": "due due_printed eq ge gt le lt value_printed words reads",
        "lead": "units clause support",
        "soft": "word on from below outcome",
        "tests": "name subject given expect as_of missing possible reason",
        "exempt_when": "id clause source note",
        "in_force": "from to judged_on",
        "readings": f"clause binds who must modality {_BOUNDS} exceptions open_list from until before whose shows settled read",
        "read": "by on digest",
        **dict.fromkeys(_BOUNDS.split(), "lt le gt ge eq ne between of"),
    }.items()
}
ORDERS |= {key: {"zh": 0, "en": 1} for key in TEXTS}
#: Keys whose mapping or list is never put into one line, wherever they stand.
OPEN = frozenset(("", "tests", "exempt_when", "derive", "all", "any", "editions", *TEXTS))
#: Lists whose entries begin a line each, and those of them whose entries end in it where they fit.
ENTRIES = (*LISTS, "codes")
IN_LINE = ("tests", "areas", "codes")
