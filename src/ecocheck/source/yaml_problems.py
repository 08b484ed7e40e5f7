"""What can be wrong with a YAML file, from its size and encoding to its syntax, in words that name the way out."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..errors import Mark, Problem, SourceError

MOST_PROBLEMS = 100

# Tabs, control characters, line breaks that editors do not show as such (U+0085, U+2028), zero-width and direction marks,
# and halves of surrogate pairs. Joiners (U+200C, U+200D) stay: scripts and emoji need them.
_REFUSED = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_REFUSED_RUN = re.compile(f"{_REFUSED.pattern}+")

# code: zh, en, way out in zh, way out in en
_REFUSALS = {
    "alias": (
        "不能用别名“*{name}”",
        "aliases are not allowed: '*{name}'",
        "请写出内容；以 * 开头的文字要加引号",
        "write the content out; put a text that begins with * in quotes",
    ),
    "anchor": (
        "不能用锚点“&{name}”",
        "anchors are not allowed: '&{name}'",
        "请写出内容；以 & 开头的文字要加引号",
        "write the content out; put a text that begins with & in quotes",
    ),
    "character": (
        "有看不见的字符或控制字符 {name}",
        "there is an invisible or control character, {name}",
        "请删去；确实需要时写在双引号里，用转义",
        "delete it; if it is meant, write it in double quotes as an escape",
    ),
    "cut_by_comma": (
        "“{name}”没有值",
        "'{name}' has no value",
        "花括号里的逗号会切断文字：如果“{name}”属于“{before}”的文字，请给整段文字加引号",
        "a comma inside {{...}} cuts a text: if '{name}' belongs to the text of '{before}', put that whole text in quotes",
    ),
    "documents": (
        "一个文件只能有一个 YAML 文档，这里又开始了一个",
        "a file holds one YAML document, and here another one begins",
        "请删去“---”，或分成几个文件",
        "delete the '---', or split the file",
    ),
    "duplicate_key": (
        "键“{name}”重复，第一次在 {first}",
        "the key '{name}' stands twice, first at {first}",
        "请删去一处，或合并两处内容",
        "delete one of them, or put both contents together",
    ),
    "empty_file": (
        "文件里没有内容",
        "the file is empty",
        "请写入内容，或删去这个文件",
        "write something into it, or delete the file",
    ),
    "empty_item": (
        "这一项没有值",
        "this item has no value",
        '请写上值，或删去这一项；空的文字写作 ""',
        'write a value, or delete the item; an empty text is written ""',
    ),
    "empty_key": (
        "冒号前面没有键",
        "there is no key in front of the colon",
        "请补上键，或删去这一项",
        "write the key, or delete the entry",
    ),
    "empty_value": (
        "“{name}”没有值",
        "'{name}' has no value",
        '请写上值（属于它的行要缩进），或删去这一项；空的文字写作 ""',
        'write a value (indent the lines that belong to it), or delete the entry; an empty text is written ""',
    ),
    "key_kind": (
        "键只能是文字，这里是列表或映射",
        "a key must be a text, this is a list or a mapping",
        "以 [ 或 {{ 开头的文字要加引号",
        "put a text that begins with [ or {{ in quotes",
    ),
    "merge_key": (
        "不能用合并键“<<”",
        "merge keys ('<<') are not allowed",
        "请写出要并入的各项",
        "write out the entries to be merged",
    ),
    "null": (
        "“{name}”是 YAML 的空值",
        "'{name}' is YAML for no value",
        "没有值就删去这一项；要这几个字就加引号",
        "delete the entry if there is no value; put it in quotes if the text is meant",
    ),
    "tab": ("有制表符（Tab）", "there is a tab", "请改用空格", "use spaces"),
    "tag": (
        "不能用类型标记“{name}”",
        "tags are not allowed: '{name}'",
        "请删去标记；以 ! 开头的文字要加引号",
        "delete the tag; put a text that begins with ! in quotes",
    ),
    "too_deep": (
        "嵌套超过 {most} 层",
        "nested deeper than {most} levels",
        "请减少层次，或检查括号和缩进",
        "use fewer levels, or check brackets and indentation",
    ),
    "too_large": (
        "文件过大：{size} 字节，上限 {most} 字节",
        "the file is too large: {size} bytes, at most {most} are read",
        "请分成几个文件",
        "split the file",
    ),
    "too_many_nodes": (
        "内容超过 {most} 项",
        "more than {most} items in one file",
        "请分成几个文件",
        "split the file",
    ),
    "too_many_problems": (
        f"问题超过 {MOST_PROBLEMS} 处，其余未列出",
        f"more than {MOST_PROBLEMS} problems, the others are not listed",
        "先改正已列出的，再检查一次",
        "correct the listed ones first, then check again",
    ),
    "not_text": (
        "这是{name_zh}，不是 UTF-8 的 YAML",
        "this is {name_en}, not YAML in UTF-8",
        "请另存为 UTF-8 文本",
        "save it as UTF-8 text",
    ),
    "wide_colon": (
        "“{name}”没有值",
        "'{name}' has no value",
        "这里是全角冒号“：”，请改为“: ”",
        "this is a full-width colon '：'; write ': ' instead",
    ),
}


def refusal(mark: Mark, code: str, field: str = "", **words: str) -> Problem:
    """The problem of this code, its texts filled with `words`.

    >>> refusal(Mark("a.yaml", 3, 1), "alias", name="x").en
    "aliases are not allowed: '*x'"
    """
    zh, en, hint_zh, hint_en = (text.format(**words) for text in _REFUSALS[code])
    return Problem(mark, zh, en, field, hint_zh, hint_en, code=code)


def excerpt(text: str, most: int = 40) -> str:
    """The text on one line, cut to `most` characters, safe to print."""
    flat = _REFUSED.sub("\ufffd", " ".join(text[: most * 4].split()))
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def decoded(source: str | bytes, file: str, max_bytes: int, error: type[SourceError]) -> str:
    """The text of a file, or the refusal of its size or encoding.

    Raises:
        SourceError: of class `error`; nothing was looked at beyond what it names.
    """
    size = len(source)
    if isinstance(source, str) and size <= max_bytes and not source.isascii():
        size = len(source.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise error([refusal(Mark(file), "too_large", size=str(size), most=str(max_bytes))])
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    if source.startswith(b"PK\x03\x04"):
        raise error([refusal(Mark(file), "not_text", name_zh="压缩包或 Excel、Word 文件", name_en="a zip, Excel or Word file")])
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise error([refusal(Mark(file), "not_text", name_zh="UTF-16 文本", name_en="UTF-16 text")])
    try:
        return source.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as fault:
        raise error([_encoding_problem(source, file, fault.start)]) from None


def _encoding_problem(source: bytes, file: str, at: int) -> Problem:
    before = source[:at].decode("utf-8").removeprefix("\ufeff")
    hint_zh, hint_en = "请用编辑器另存为 UTF-8", "save the file as UTF-8"
    if before.isascii():  # else some of it was UTF-8, and only this place is damaged
        try:
            source.decode("gb18030")
            hint_zh, hint_en = "看起来是 GBK（GB 18030）编码，请另存为 UTF-8", "it looks like GBK (GB 18030); save it as UTF-8"
        except UnicodeDecodeError:
            pass
    zh, en = f"不是 UTF-8 编码：字节 0x{source[at]:02X}", f"this is not UTF-8: byte 0x{source[at]:02X}"
    return Problem(_place(before, len(before), file), zh, en, "", hint_zh, hint_en, code="encoding")


def _place(text: str, index: int, file: str) -> Mark:
    # Line breaks are counted as YAML does: LF, CR and CRLF.
    line = 1 + text.count("\n", 0, index) + text.count("\r", 0, index) - text.count("\r\n", 0, index)
    return Mark(file, line, index - max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)))


def refused_characters(text: str, file: str, problems: list[Problem]) -> str:
    """Reports characters that nobody sees or that YAML forbids; gives the text with tabs as blanks and the others as U+FFFD."""
    if not _REFUSED.search(text):
        return text
    for run in _REFUSED_RUN.finditer(text):
        if len(problems) >= MOST_PROBLEMS:
            break
        char = run.group()[0]
        code = "tab" if char == "\t" else "character"
        problems.append(refusal(_place(text, run.start(), file), code, name=f"U+{ord(char):04X}"))
    return _REFUSED.sub("\ufffd", text.replace("\t", " "))


class _Syntax(NamedTuple):
    pattern: str  # of libyaml's words, or of those of the parser in Python
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    opened: bool = False  # show where it began, not where the parser gave up


_QUOTE_IT = (
    "含“: ”、“ #”或以特殊符号开头的文字要加引号",
    "put a text that holds ': ' or ' #', or begins with a special character, in quotes",
)
_INDENT = ("请检查这一行和上一行的缩进", "check the indentation of this line and the one above")
_SYNTAX = (
    _Syntax(
        "mapping values are not allowed",
        "这里不能出现“: ”",
        "a ': ' cannot stand here",
        f"{_QUOTE_IT[0]}；否则{_INDENT[0]}",
        f"{_QUOTE_IT[1]}; else {_INDENT[1]}",
    ),
    _Syntax(
        "quoted scalar.*(unexpected end|document separator)",
        "引号没有关闭",
        "this quote is never closed",
        "请补上结束的引号；单引号里的单引号写两次 ''",
        "write the closing quote; a single quote inside single quotes is doubled ''",
        opened=True,
    ),
    _Syntax(
        r"escape|hexadecimal|hexdecimal|chr\(\)|C int|C long",
        "双引号里的反斜线转义无法识别",
        "unknown escape after a backslash in double quotes",
        "请改用单引号，或把反斜线写成 \\\\",
        "use single quotes, or write the backslash as \\\\",
        opened=True,
    ),
    _Syntax(
        "flow mapping",
        "花括号 { 里的内容不完整：缺“,”或“}”",
        "the content of this '{' is broken: a ',' or '}' is missing",
        f"请补上；{_QUOTE_IT[0]}",
        f"write it; {_QUOTE_IT[1]}",
        opened=True,
    ),
    _Syntax(
        "flow (sequence|node)",
        "方括号 [ 里的内容不完整：缺“,”或“]”",
        "the content of this '[' is broken: a ',' or ']' is missing",
        f"请补上；{_QUOTE_IT[0]}",
        f"write it; {_QUOTE_IT[1]}",
        opened=True,
    ),
    _Syntax(
        "could not find expected ':'",
        "这一行缺少“: ”",
        "a ': ' is missing in this line",
        "请写成“键: 值”",
        "write 'key: value'",
        opened=True,
    ),
    _Syntax(
        "cannot start any token|node content",
        "值不能以这个符号开头",
        "a value cannot begin with this character",
        *_QUOTE_IT,
    ),
    _Syntax(
        "an (alias|anchor)",
        "不能用锚点和别名（& 和 *）",
        "anchors and aliases (& and *) are not allowed",
        "以 & 或 * 开头的文字要加引号",
        "put a text that begins with & or * in quotes",
        opened=True,
    ),
    _Syntax(
        r"\btag\b",
        "不能用类型标记（!）",
        "tags (!) are not allowed",
        "以 ! 开头的文字要加引号",
        "put a text that begins with ! in quotes",
    ),
    _Syntax(
        "sequence entries are not allowed|block collection",
        "列表的“- ”缺少或位置不对",
        "a '- ' of a list is out of place or missing",
        f"列表项另起一行并对齐；{_INDENT[0]}",
        f"begin each item on a line of its own, aligned; {_INDENT[1]}",
    ),
    _Syntax(
        "block mapping",
        "这一行与同级的键没有对齐，或引号、括号之后有多余的内容",
        "this line is not aligned with its keys, or something follows a closed quote or bracket",
        f"{_INDENT[0]}；文字里有引号时，整段再加一层引号",
        f"{_INDENT[1]}; put a text that has quotes in it in quotes as a whole",
    ),
    _Syntax(
        "block scalar",
        "“|”或“>”后面的写法不对",
        "what follows '|' or '>' is wrong",
        "请另起一行写文字并缩进",
        "begin the text on the next line, indented",
    ),
    _Syntax(
        "document start|directive|incompatible|version",
        "文档的开头或“%”行不对",
        "the beginning of the document or a '%' line is wrong",
        "请删去“%”行、“...”和多余的“---”",
        "delete '%' lines, '...' and a second '---'",
    ),
)


def syntax_problem(fault: Exception, source: str, file: str) -> Problem:
    """A parser's error in words that a reviewer understands."""
    said = getattr(fault, "problem", None) or str(fault)
    words = f"{getattr(fault, 'context', None) or ''} {said}"
    at: Any = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    began: Any = getattr(fault, "context_mark", None) or at
    mark = Mark(file, at.line + 1, at.column + 1) if at else Mark(file)
    known = next((row for row in _SYNTAX if re.search(row.pattern, words, re.DOTALL)), None)
    if known is None:
        said = excerpt(said, 120)
        return Problem(mark, f"YAML 语法错误：{said}", f"YAML syntax error: {said}", "", *_INDENT, code="syntax")
    zh, en = known.zh, known.en
    hint_zh, hint_en = (at and _full_width(source, at, began)) or (known.hint_zh, known.hint_en)
    if known.opened and began:
        if (began.line, began.column) != (at.line, at.column):
            zh, en = f"{zh}（读到第 {at.line + 1} 行第 {at.column + 1} 列）", f"{en} (noticed at {at.line + 1}:{at.column + 1})"
        mark = Mark(file, began.line + 1, began.column + 1)
    return Problem(mark, zh, en, "", hint_zh, hint_en, code="syntax")


_HALF_WIDTH = dict(zip("：，“”‘’｛｝［］", (": ", ", ", '"', '"', "'", "'", "{", "}", "[", "]"), strict=True))
_WIDE_KEY = re.compile(r"^\s*(?:- +)?[\w.$/-]+(：)")
_WIDE_MARK = re.compile(r"(?:[:,\[{-]|^)\s*([“”‘’｛｝［］])")


def _full_width(source: str, at: Any, began: Any) -> tuple[str, str] | None:
    """A hint where a line at the error uses Chinese punctuation in the place of YAML's."""
    lines = re.split("\r\n|\r|\n", source)
    near = lines[max(0, at.line - 1) : at.line + 1]
    opened = source[began.index : at.index] if source[began.index : began.index + 1] in ("{", "[") else ""
    found = next((hit for line in near for pattern in (_WIDE_KEY, _WIDE_MARK) if (hit := pattern.search(line))), None)
    sign = found.group(1) if found else next((char for char in opened if char in "，："), None)
    if sign is None:
        return None
    half = _HALF_WIDTH[sign]
    return (
        f"附近有全角符号“{sign}”，YAML 只认半角“{half}”；作为文字则给整段文字加引号",
        f"there is a full-width '{sign}' near by, YAML needs '{half}'; put the whole text in quotes if it is meant",
    )
