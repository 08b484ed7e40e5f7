"""Files as such, and fields of strict YAML."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

WORDS = {
    "source.is_folder": Words(
        Said("不能写入 {path}：是一个文件夹", "cannot write {path}: is a folder"), Said("写成其中的文件名", "name a file in it")
    ),
    "source.no_folder": Words(
        Said("不能写入 {path}：没有文件夹 {folder}", "cannot write {path}: there is no folder {folder}"),
        Said("先建好文件夹", "make the folder first"),
    ),
    "source.not_permitted": Words(
        Said("不能写入 {path}：没有写入权限", "cannot write {path}: may not be written"),
        Said("换一个位置", "choose another place"),
    ),
    "source.is_input": Words(
        Said("不能写入 {path}：这正是要读的文件", "cannot write {path}: it is the very file that is read"),
        Said("给 -o 换一个名字", "give -o another name"),
    ),
    "source.refused_by_system": Words(
        Said("不能写入 {path}：{reason}", "cannot write {path}: {reason}"), Said("换一个位置", "choose another place")
    ),
    "source.problems": Words(Said("{lines}", "{lines}")),
    "source.empty": Words(Said("不能为空", "must not be empty")),
    "source.no_date": Words(
        Said("应为日期，这里是“{said}”", "should be a date, this is '{said}'"),
        Said("请写成 {example}", "write it as {example}"),
    ),
    "source.no_truth": Words(
        Said("应为是或否，这里是“{said}”", "should be yes or no, this is '{said}'"), Said("请写 yes 或 no", "write yes or no")
    ),
    "source.no_integer": Words(Said("应为整数，这里是“{said}”", "should be a whole number, this is '{said}'")),
    "source.no_number": Words(Said("应为数字，这里是“{said}”", "should be a number, this is '{said}'")),
    "source.no_choice": Words(Said("不能是“{said}”", "cannot be '{said}'"), Said("可选：{listed}", "one of: {listed}")),
    "source.unknown_field": Words(Said("没有这个字段", "no such field")),
    "source.missing": Words(
        Said("缺少必填字段", "a required field is missing"), Said("请补上“{name}: …”", "add '{name}: ...'")
    ),
    "source.kind": Words(Said("应为{wanted}，这里是{found}", "should be {wanted}, this is {found}")),
    "source.alias": Words(
        Said("不能用别名“*{name}”", "aliases are not allowed: '*{name}'"),
        Said("请写出内容；以 * 开头的文字要加引号", "write the content out; put a text that begins with * in quotes"),
    ),
    "source.anchor": Words(
        Said("不能用锚点“&{name}”", "anchors are not allowed: '&{name}'"),
        Said("请写出内容；以 & 开头的文字要加引号", "write the content out; put a text that begins with & in quotes"),
    ),
    "source.character": Words(
        Said("有看不见的字符或控制字符 {name}", "there is an invisible or control character, {name}"),
        Said("请删去；确实需要时写在双引号里，用转义", "delete it; if it is meant, write it in double quotes as an escape"),
    ),
    "source.cut_by_comma": Words(
        Said("“{name}”没有值", "'{name}' has no value"),
        Said(
            "花括号里的逗号会切断文字：如果“{name}”属于“{before}”的文字，请给整段文字加引号",
            "a comma inside {{...}} cuts a text: if '{name}' belongs to the text of '{before}', put that whole text in quotes",
        ),
    ),
    "source.documents": Words(
        Said("一个文件只能有一个 YAML 文档，这里又开始了一个", "a file holds one YAML document, and here another one begins"),
        Said("请删去“---”，或分成几个文件", "delete the '---', or split the file"),
    ),
    "source.duplicate_key": Words(
        Said("键“{name}”重复，第一次在 {first}", "the key '{name}' stands twice, first at {first}"),
        Said("请删去一处，或合并两处内容", "delete one of them, or put both contents together"),
    ),
    "source.empty_file": Words(
        Said("文件里没有内容", "the file is empty"),
        Said("请写入内容，或删去这个文件", "write something into it, or delete the file"),
    ),
    "source.empty_item": Words(
        Said("这一项没有值", "this item has no value"),
        Said('请写上值，或删去这一项；空的文字写作 ""', 'write a value, or delete the item; an empty text is written ""'),
    ),
    "source.empty_key": Words(
        Said("冒号前面没有键", "there is no key in front of the colon"),
        Said("请补上键，或删去这一项", "write the key, or delete the entry"),
    ),
    "source.empty_value": Words(
        Said("“{name}”没有值", "'{name}' has no value"),
        Said(
            '请写上值（属于它的行要缩进），或删去这一项；空的文字写作 ""',
            'write a value (indent the lines that belong to it), or delete the entry; an empty text is written ""',
        ),
    ),
    "source.key_kind": Words(
        Said("键只能是文字，这里是列表或映射", "a key must be a text, this is a list or a mapping"),
        Said("以 [ 或 {{ 开头的文字要加引号", "put a text that begins with [ or {{ in quotes"),
    ),
    "source.merge_key": Words(
        Said("不能用合并键“<<”", "merge keys ('<<') are not allowed"),
        Said("请写出要并入的各项", "write out the entries to be merged"),
    ),
    "source.null": Words(
        Said("“{name}”是 YAML 的空值", "'{name}' is YAML for no value"),
        Said(
            "没有值就删去这一项；要这几个字就加引号",
            "delete the entry if there is no value; put it in quotes if the text is meant",
        ),
    ),
    "source.tab": Words(Said("有制表符（Tab）", "there is a tab"), Said("请改用空格", "use spaces")),
    "source.tag": Words(
        Said("不能用类型标记“{name}”", "tags are not allowed: '{name}'"),
        Said("请删去标记；以 ! 开头的文字要加引号", "delete the tag; put a text that begins with ! in quotes"),
    ),
    "source.too_deep": Words(
        Said("嵌套超过 {most} 层", "nested deeper than {most} levels"),
        Said("请减少层次，或检查括号和缩进", "use fewer levels, or check brackets and indentation"),
    ),
    "source.too_large": Words(
        Said("文件过大：{size} 字节，上限 {most} 字节", "the file is too large: {size} bytes, at most {most} are read"),
        Said("请分成几个文件", "split the file"),
    ),
    "source.too_many_nodes": Words(
        Said("内容超过 {most} 项", "more than {most} items in one file"), Said("请分成几个文件", "split the file")
    ),
    "source.too_many_problems": Words(
        Said("问题超过 {most} 处，其余未列出", "more than {most} problems, the others are not listed"),
        Said("先改正已列出的，再检查一次", "correct the listed ones first, then check again"),
    ),
    "source.not_text": Words(
        Said("这是{found}，不是 UTF-8 的 YAML", "this is {found}, not YAML in UTF-8"),
        Said("请另存为 UTF-8 文本", "save it as UTF-8 text"),
    ),
    "source.wide_colon": Words(
        Said("“{name}”没有值", "'{name}' has no value"),
        Said("这里是全角冒号“：”，请改为“: ”", "this is a full-width colon '：'; write ': ' instead"),
    ),
    "source.encoding": Words(
        Said("不是 UTF-8 编码：字节 0x{byte}", "this is not UTF-8: byte 0x{byte}"),
        Said("请用编辑器另存为 UTF-8", "save the file as UTF-8"),
    ),
    "source.encoding_gbk": Words(
        Said("不是 UTF-8 编码：字节 0x{byte}", "this is not UTF-8: byte 0x{byte}"),
        Said("看起来是 GBK（GB 18030）编码，请另存为 UTF-8", "it looks like GBK (GB 18030); save it as UTF-8"),
    ),
    "source.syntax_other": Words(
        Said("YAML 语法错误：{said}", "YAML syntax error: {said}"),
        Said("请检查这一行和上一行的缩进", "check the indentation of this line and the one above"),
    ),
    "source.syntax_colon": Words(
        Said("这里不能出现“: ”{noticed}", "a ': ' cannot stand here{noticed}"),
        Said(
            "含“: ”、“ #”或以特殊符号开头的文字要加引号；否则请检查这一行和上一行的缩进",
            "put a text that holds ': ' or ' #', or begins with a special character, in quotes; "
            "else check the indentation of this line and the one above",
        ),
    ),
    "source.syntax_quote": Words(
        Said("引号没有关闭{noticed}", "this quote is never closed{noticed}"),
        Said(
            "请补上结束的引号；单引号里的单引号写两次 ''",
            "write the closing quote; a single quote inside single quotes is doubled ''",
        ),
    ),
    "source.syntax_escape": Words(
        Said("双引号里的反斜线转义无法识别{noticed}", "unknown escape after a backslash in double quotes{noticed}"),
        Said("请改用单引号，或把反斜线写成 \\\\", "use single quotes, or write the backslash as \\\\"),
    ),
    "source.syntax_braces": Words(
        Said(
            "花括号 {{ 里的内容不完整：缺“,”或“}}”{noticed}",
            "the content of this '{{' is broken: a ',' or '}}' is missing{noticed}",
        ),
        Said(
            "请补上；含“: ”、“ #”或以特殊符号开头的文字要加引号",
            "write it; put a text that holds ': ' or ' #', or begins with a special character, in quotes",
        ),
    ),
    "source.syntax_brackets": Words(
        Said(
            "方括号 [ 里的内容不完整：缺“,”或“]”{noticed}",
            "the content of this '[' is broken: a ',' or ']' is missing{noticed}",
        ),
        Said(
            "请补上；含“: ”、“ #”或以特殊符号开头的文字要加引号",
            "write it; put a text that holds ': ' or ' #', or begins with a special character, in quotes",
        ),
    ),
    "source.syntax_no_colon": Words(
        Said("这一行缺少“: ”{noticed}", "a ': ' is missing in this line{noticed}"), Said("请写成“键: 值”", "write 'key: value'")
    ),
    "source.syntax_first_sign": Words(
        Said("值不能以这个符号开头{noticed}", "a value cannot begin with this character{noticed}"),
        Said(
            "含“: ”、“ #”或以特殊符号开头的文字要加引号",
            "put a text that holds ': ' or ' #', or begins with a special character, in quotes",
        ),
    ),
    "source.syntax_anchor": Words(
        Said("不能用锚点和别名（& 和 *）{noticed}", "anchors and aliases (& and *) are not allowed{noticed}"),
        Said("以 & 或 * 开头的文字要加引号", "put a text that begins with & or * in quotes"),
    ),
    "source.syntax_tag": Words(
        Said("不能用类型标记（!）{noticed}", "tags (!) are not allowed{noticed}"),
        Said("以 ! 开头的文字要加引号", "put a text that begins with ! in quotes"),
    ),
    "source.syntax_list": Words(
        Said("列表的“- ”缺少或位置不对{noticed}", "a '- ' of a list is out of place or missing{noticed}"),
        Said(
            "列表项另起一行并对齐；请检查这一行和上一行的缩进",
            "begin each item on a line of its own, aligned; check the indentation of this line and the one above",
        ),
    ),
    "source.syntax_alignment": Words(
        Said(
            "这一行与同级的键没有对齐，或引号、括号之后有多余的内容{noticed}",
            "this line is not aligned with its keys, or something follows a closed quote or bracket{noticed}",
        ),
        Said(
            "请检查这一行和上一行的缩进；文字里有引号时，整段再加一层引号",
            "check the indentation of this line and the one above; put a text that has quotes in it in quotes as a whole",
        ),
    ),
    "source.syntax_block": Words(
        Said("“|”或“>”后面的写法不对{noticed}", "what follows '|' or '>' is wrong{noticed}"),
        Said("请另起一行写文字并缩进", "begin the text on the next line, indented"),
    ),
    "source.syntax_head": Words(
        Said("文档的开头或“%”行不对{noticed}", "the beginning of the document or a '%' line is wrong{noticed}"),
        Said("请删去“%”行、“...”和多余的“---”", "delete '%' lines, '...' and a second '---'"),
    ),
}
