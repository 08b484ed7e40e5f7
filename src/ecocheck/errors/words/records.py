"""Records: the files they stand in, and what they give."""

from __future__ import annotations

from ...bilingual import Said
from .entry import Words

_SAVE_AGAIN = Said("用 Excel 或 WPS 打开并另存一次", "open it in Excel and save it again")
_SAVE_AS_XLSX = Said("另存为 .xlsx", "save it as .xlsx")
_USE_ONE_OF = Said("可用：{known}", "use one of: {known}")
_LIST_FACTS = Said("用 ecocheck facts 查可用的事实", "ecocheck facts lists them")

_FILES = {
    "records.is_folder": Words(Said("这是一个文件夹", "this is a folder"), Said("给出其中的文件", "name a file in it")),
    "records.no_file": Words(Said("不是文件", "is no file")),
    "records.cannot_open": Words(Said("读不到文件（{reason}）", "cannot be read ({reason})")),
    "records.web_page": Words(
        Said("内容是网页表格", "its content is a web page"),
        Said("用 Excel 打开，另存为 .xlsx", "open it in Excel and save it as .xlsx"),
    ),
    "records.json_too_large": Words(
        Said("JSON 文件太大", "the JSON file is too large"),
        Said("大文件用 JSON Lines、CSV 或 Parquet", "give large data as JSON Lines, CSV or Parquet"),
    ),
    "records.pipe_too_large": Words(
        Said("管道里的内容太大", "too much comes through the pipe"), Said("先存成文件", "write it to a file first")
    ),
    "records.not_utf8": Words(Said("不是 UTF-8 编码", "is not UTF-8"), Said("另存为 UTF-8", "save it as UTF-8")),
    "records.line_too_long": Words(Said("第 {line} 行太长", "line {line} is too long")),
    "records.no_records": Words(
        Said("没有记录", "holds no records"),
        Said(
            "写 records: 清单、一条记录，或一张有表头的表", "give a list under records:, one record, or a table with a header"
        ),
    ),
    "records.not_records": Words(
        Said("不能作为记录读取", "cannot be read as records"),
        Said(
            "给出字典、Record、数据类或模型的对象、它们的列表、数据表，或文件路径",
            "give a dict, a Record, an object of a dataclass or model, a list of them, a data frame, or a path",
        ),
    ),
    "records.nested_too_deep": Words(Said("数据嵌套超过 {most} 层", "the data are nested deeper than {most}")),
}
_JSON = {
    "records.json_goes_on": Words(Said("后面还有多余的内容", "something follows the value")),
    "records.json_too_deep": Words(Said("嵌套超过 {most} 层", "nested deeper than {most}")),
    "records.json_ends": Words(Said("内容没有写完", "the text ends too soon")),
    "records.json_no_value": Words(
        Said("这里不是 JSON 的值", "this is no JSON value"), Said("文字要用双引号", "texts need double quotes")
    ),
    "records.json_half": Words(
        Said("文字里有半个字符（单独的 \\ud800 至 \\udfff）", "the text holds half a character (a lone \\ud800 to \\udfff)"),
        Said("写文件的程序把一个字切断了；重新导出", "the program that wrote it cut a character in two; export it again"),
    ),
    "records.json_text": Words(Said("字符串没有写对", "the string is malformed")),
    "records.json_key": Words(Said("这里应是双引号里的键", "a key in double quotes is due here")),
    "records.json_key_twice": Words(
        Said("键“{key}”出现了两次", "the key '{key}' is used twice"), Said("只保留一个", "keep one of them")
    ),
    "records.json_colon": Words(Said("键后面应是冒号", "a colon is due after the key")),
    "records.json_comma": Words(Said("这里应是逗号或 {closing}", "a comma or {closing} is due here")),
    "records.json_last_comma": Words(Said("最后一项后面多了逗号", "a comma follows the last member")),
}
_WORKBOOKS = {
    "records.workbook_damaged": Words(Said("工作簿损坏，打不开", "the workbook is damaged"), _SAVE_AGAIN),
    "records.workbook_damaged_here": Words(
        Said("从这一行起读不出来，工作簿损坏", "cannot be read from this line on; the workbook is damaged"), _SAVE_AGAIN
    ),
    "records.no_visible_sheet": Words(Said("工作簿没有可见的工作表", "the workbook has no visible sheet")),
    "records.workbook_locked": Words(
        Said("工作簿有密码", "the workbook is locked with a password"), Said("去掉密码后另存", "save it without a password")
    ),
    "records.archive_locked": Words(
        Said("压缩包有密码", "the file is locked with a password"), Said("去掉密码后另存", "save it without a password")
    ),
    "records.workbook_old": Words(Said("这是旧格式的 Excel 文件（.xls）", "this is an old Excel file (.xls)"), _SAVE_AS_XLSX),
    "records.no_workbook": Words(
        Said("不是 Excel 工作簿（.xlsx）", "this is no Excel workbook (.xlsx)"),
        Said("用 Excel 或 WPS 打开，另存为 .xlsx", "open it in Excel and save it as .xlsx"),
    ),
    "records.archive_without_workbook": Words(Said("压缩包里没有工作簿", "the archive holds no workbook"), _SAVE_AS_XLSX),
    "records.workbook_unpacks": Words(
        Said("解压后有 {megabytes} MB，超过上限", "unpacks to {megabytes} MB, more than allowed"),
        Said("数据量大时用 CSV 或 Parquet", "give large data as CSV or Parquet"),
    ),
    "records.workbook_encoding": Words(
        Said("工作簿里有一部分不是 UTF-8 编码", "a part of the workbook is not in UTF-8"), _SAVE_AGAIN
    ),
    "records.row_too_wide": Words(Said("这一行的单元格多于 {most} 个", "this row has more than {most} cells"), _SAVE_AGAIN),
    "records.too_many_rows": Words(
        Said("有第 {row} 行，工作表最多 {most} 行", "there is a row {row}; a sheet has at most {most}"), _SAVE_AGAIN
    ),
    "records.too_many_cells": Words(
        Said(
            "单元格（含每行末尾以前的空格子）多于 {most} 个",
            "there are more than {most} cells, empty ones within rows included",
        ),
        Said("数据量大时用 CSV 或 Parquet", "give large data as CSV or Parquet"),
    ),
    "records.too_many_columns": Words(
        Said("这一行多于 {most} 列", "this line has more than {most} columns"),
        Said(
            "一条记录一行，一个指标一列；条目多的写在清单表里",
            "a record a line, a fact a column; put long lists into a sheet of their own",
        ),
    ),
    "records.workbook_dtd": Words(Said("工作簿里有 DTD，不予读取", "the workbook declares a DTD and is not read")),
    "records.merged_too_many": Words(Said("合并单元格太多", "has too many merged cells")),
    "records.formula_not_computed": Words(
        Said("公式没有算出的值", "the formula has no value"),
        Said("用 Excel 打开并保存一次，或直接填写数值", "open and save it in Excel, or type the value"),
    ),
    "records.excel_error": Words(
        Said("单元格里是 Excel 的错误值 {shown}", "the cell holds the Excel error {shown}"),
        Said("改正公式，或直接填写数值", "mend the formula or type the value"),
    ),
    "records.cell_is_date": Words(
        Said("单元格是日期 {day}，而{fact}不是日期", "the cell is the date {day}; {fact} is no date"),
        Said(
            "Excel 可能把所填内容改成了日期：把单元格设成文本再填一次",
            "Excel may have turned the entry into a date: format the cell as text and type it again",
        ),
    ),
}
_TABLES = {
    "records.csv_binary": Words(Said("是二进制文件，不是 CSV", "is a binary file and no CSV")),
    "records.csv_encoding": Words(
        Said("看不出文件的编码", "has an encoding that is not understood"), Said("另存为“CSV UTF-8”", "save it as CSV UTF-8")
    ),
    "records.csv_line": Words(
        Said("这一行读不出来{swallowed}（{reason}）", "the line cannot be read{swallowed} ({reason})"),
        Said("检查双引号是否成对", "look for a double quote that is not closed"),
    ),
    "records.needs_pyarrow": Words(
        Said("读 Parquet 需要 pyarrow", "reading Parquet needs pyarrow"),
        Said("pip install 'ecocheck[batch]'", "pip install 'ecocheck[batch]'"),
    ),
    "records.no_parquet": Words(Said("不是能读的 Parquet 文件（{reason}）", "is no readable Parquet file ({reason})")),
    "records.no_header": Words(
        Said("没有找到能读的表头", "no header found that names facts"),
        Said(
            "第一行写事实的名称，ecocheck form 可生成填报表；若是乱码，另存为 UTF-8",
            "name facts in the first row, ecocheck form makes a form; if letters look wrong, save as UTF-8",
        ),
    ),
    "records.header_unit": Words(
        Said("表头里“{unit}”不是{fact}的单位", "'{unit}' in the header is no unit of {fact}"),
        Said("写成 {fact}({own})", "write {fact} ({own})"),
    ),
    "records.column_unknown": Words(
        Said("这一列没有读取：词汇表里没有这个事实", "column not read: no such fact in the vocabulary"), _LIST_FACTS
    ),
    "records.column_twice": Words(
        Said("与 {other} 是同一个事实", "names the same fact as {other}"), Said("只保留一列", "keep one of the columns")
    ),
    "records.label_twice": Words(Said("与 {other} 是同一个事实", "is the same fact as {other}")),
    "records.sheet_unknown": Words(
        Said("这个工作表没有读取：表头里没有认识的事实", "sheet not read: its header names no fact")
    ),
    "records.line_of_notes": Words(Said("没有读取：合并的说明行", "not read: a merged line of notes")),
    "records.line_of_foot": Words(
        Said("没有读取：表尾的签名、日期或说明", "not read: a signature, date or remark at the foot")
    ),
    "records.label_unknown": Words(
        Said("没有用“{label}”这一项：不是认识的指标", "the item '{label}' is not used: it is no known fact"),
        Said("用 ecocheck facts 查可用的事实", "ecocheck facts lists them"),
    ),
    "records.official_labels": Words(
        Said(
            "官方表格的这些项与规则无关，没有用：{labels}",
            "these items of the official form are not used, for no rule asks for them: {labels}",
        ),
    ),
    "records.address_without_district": Words(
        Said(
            "没有用“{label}”：开头不是区县，或另有“所在区县”一项",
            "'{label}' is not used: it begins with no district, or the district stands elsewhere",
        ),
        Said("写成“重庆市万州区……”，或另加“所在区县”一项", "write it as 重庆市万州区…, or add the item 所在区县"),
    ),
    "records.line_of_sums": Words(Said("没有读取：合计行", "not read: a line of sums")),
    "records.line_width": Words(
        Said("这一行有 {cells} 格，表头有 {header} 格", "the line has {cells} cells, the header {header}"),
        Said("值里有逗号时用双引号括起来", "put a value that holds a comma in double quotes"),
    ),
    "records.cell_merged": Words(
        Said("单元格跨几列合并，分不清是哪个事实的值", "the cell is merged over several columns"),
        Said("取消合并，各列分别填写", "unmerge it and fill in each column"),
    ),
    "records.link_unknown": Words(Said("没有编号或名称为“{link}”的记录", "no record is called '{link}'")),
    "records.link_missing": Words(Said("没有写明属于哪条记录", "does not say which record it belongs to")),
    "records.no_tick": Words(
        Said("应为“是”或“否”", "should be yes or no"), Said("不知道就留空", "leave it blank if it is not known")
    ),
}
_RECORDS = {
    "records.no_mapping": Words(Said("一条记录应是“事实: 值”的表", "a record is a mapping of facts to values")),
    "records.no_subject": Words(Said("没有写明 subject（对象类型）", "the record has no subject"), _USE_ONE_OF),
    "records.unknown_subject": Words(Said("“{subject}”不是对象类型", "'{subject}' is no subject"), _USE_ONE_OF),
    "records.unknown_stage": Words(Said("“{stage}”不是阶段", "'{stage}' is no stage"), _USE_ONE_OF),
    "records.day_incomplete": Words(
        Said("判定日期要写到日", "the day judged must be a full date"), Said("写成 2027-06-01", "write 2027-06-01")
    ),
    "records.unknown_fact": Words(Said("词汇表里没有这个事实", "no such fact in the vocabulary"), _LIST_FACTS),
    "records.fact_twice": Words(Said("同一个事实写了两次", "the fact is given twice"), Said("只保留一处", "keep one of them")),
    "records.endless_accuracy": Words(
        Said("误差“{given}”没有上限", "the accuracy '{given}' has no upper end"),
        Said("写成 20 m、±20 m 或约20 m", "write 20 m, ±20 m or 约20 m"),
    ),
    "records.no_list": Words(Said("应是一个清单", "takes a list of items"), Said("没有就写 []", "write [] if there are none")),
    "records.item_twice": Words(
        Said("清单里有两个“{item}”", "two items have the id '{item}'"), Said("改其中一个的 id", "rename one")
    ),
    "records.id_twice": Words(
        Said("编号“{id}”出现了两次", "the id '{id}' is used twice"), Said("改成不同的编号", "give it another id")
    ),
    "records.no_attestation": Words(
        Said("“{state}”不是核实结论", "'{state}' is no attestation"),
        Said("写 met（已落实）、broken（未落实）或 none（没有材料）", "write met, broken or none (nothing shows it)"),
    ),
    "records.not_of_subject": Words(
        Said("{subject}不用这个事实", "a {subject} has no use for this fact"),
        Said("{others}的记录才用；对象选得对吗？", "it is one of: {others}; is the subject right?"),
    ),
    "records.group_of_others": Words(
        Said(
            "{subject}没有这个清单，没有读取；它属于{others}",
            "a {subject} has no such list, it is not read; it is one of: {others}",
        ),
        Said("写在该对象的记录里", "give it in a record of that subject"),
    ),
    "records.contradicts": Words(
        Said(
            "{fact}与{by}矛盾（推定 {row}：{source}）",
            "{fact} and {by} contradict each other (implication {row}: {source})",
        ),
        Said(
            "所填的都保留，用到其中之一的结论两种可能都列出；请核对哪一个有误",
            "both stand as given, and findings that read either keep both outcomes; see which of them is wrong",
        ),
    ),
    "records.inferred_at_odds": Words(
        Said("对{fact}推定出的结果互相矛盾（推定 {row}）", "what follows for {fact} is contradictory (implication {row})"),
        Said("推定都不采用；请直接填写这一项", "nothing is inferred of it; give the fact itself"),
    ),
}
_PRINT_AGAIN = Said(
    "重新打印核对后再签（现在的印样摘要 printed: {digest}），或逐行填写",
    "print and sign it again (its digest is now printed: {digest}), or answer these lines",
)
_SHEETS = {
    "records.sheets_no_mapping": Words(
        Said("核对单没有写对", "a sheet is not written as one"),
        Said(
            "写成 {{policy: {{rest: as_printed, by: 王工, on: 2027-06-05}}}}",
            "write it as {{policy: {{rest: as_printed, by: Wang, on: 2027-06-05}}}}",
        ),
    ),
    "records.sheet_by": Words(
        Said("核对单“{sheet}”没有写确认人", "nobody answers for the sheet '{sheet}'"),
        Said("写上 by: 姓名；没有确认人，这张单上的内容都不采用", "add by: a name; until then nothing on it is taken"),
    ),
    "records.sheet_on": Words(
        Said("核对单“{sheet}”没有写确认日期", "the sheet '{sheet}' does not say when it was confirmed"),
        Said(
            "写上 on: 日期，如 2027-06-05；没有日期，这张单上的内容都不采用",
            "add on: a day such as 2027-06-05; until then nothing on it is taken",
        ),
    ),
    "records.sheet_rest": Words(
        Said("核对单“{sheet}”的 rest 不能是“{rest}”", "rest of the sheet '{sheet}' cannot be '{rest}'"),
        Said(
            "其余各行如印就写 as_printed；不作数就不写 rest",
            "write as_printed where the other lines stand as printed; else leave it out",
        ),
    ),
    "records.sheet_digest": Words(
        Said("核对单“{sheet}”的 printed 不是印样摘要", "printed of the sheet '{sheet}' is no digest of a page"),
        Said("照抄核对单上印的摘要", "copy the digest that the page bears"),
    ),
    "records.not_one": Words(
        Said("这里要一条记录，读到 {count} 条", "one record is asked for here, {count} were read"),
    ),
    "records.no_sheet": Words(Said("没有这张核对单", "there is no such sheet")),
    "records.sheet_of_others": Words(
        Said("这张核对单不用于这种对象", "this sheet is not for records about this subject"),
    ),
    "records.no_sheet_line": Words(
        Said("核对单“{sheet}”没有这一行，不采用", "the sheet '{sheet}' has no such line; it is not taken"),
        Said("写在记录里，不要写在核对单里", "give the fact in the record itself"),
    ),
    "records.sheet_beside_given": Words(
        Said(
            "核对单上的{fact}与记录所填的矛盾，以记录为准",
            "{fact} on the sheet contradicts what the record gives, which stands",
        ),
        Said("请核对哪一个有误", "see which of them is wrong"),
    ),
    "records.sheet_without_digest": Words(
        Said(
            "核对单没有写印样摘要，按现在印的样子看待",
            "the sheet does not say what was printed; it is taken as it is printed now",
        ),
        Said(
            "写上 printed: {digest}，以后印样有改动才看得出", "add printed: {digest}, so that a later change of the print shows"
        ),
    ),
    "records.sheet_changed": Words(
        Said(
            "核对单签过以后印样有改动，这几行不按“如印”采用：{facts}",
            "the print has changed since the sheet was signed; these lines are not taken as printed: {facts}",
        ),
        _PRINT_AGAIN,
    ),
    "records.sheet_against": Words(
        Said(
            "按记录现在写的，核对单这几行印的答案不一定对，不按“如印”采用：{facts}",
            "by what the record says now the printed answers of these lines may be wrong; they are not taken as printed: {facts}",
        ),
        Said("逐行填写", "answer these lines"),
    ),
    "records.sheet_twice": Words(
        Said("同一张核对单签了两次，只采用前一次", "this sheet is signed twice; the first is taken"),
        Said("删去一张，或把不同的行合到一张上", "take one out, or put the lines that differ on one"),
    ),
    "records.sheet_page_lost": Words(
        Said("这张核对单认不出来，没有读取", "this page of a sheet is not recognised and was not read"),
        Said(
            "保留“{head}：…（名称）”一行和表头“{line}”“{printed}”，或用 ecocheck form 重新生成",
            "keep the line that begins with {head}, with the sheet's name in brackets, and the heads {line} and {printed}; "
            "or make it anew with ecocheck form",
        ),
    ),
    "records.no_page_line": Words(
        Said("词汇表里没有这一行的事实，这一行不采用", "the vocabulary has no fact of this line, which is not taken"),
        Said(
            "不要改动“事项”一列；新的内容写在主表里", "leave the names of lines as they are; give other facts on the main sheet"
        ),
    ),
    "records.sheet_contradicted": Words(
        Said(
            "核对单上如印的{facts}与记录的其他事实矛盾，不采用",
            "what the sheet prints of {facts} contradicts other facts of the record and is not taken",
        ),
        Said("请逐行填写", "answer these lines"),
    ),
}
WORDS = _FILES | _JSON | _WORKBOOKS | _TABLES | _RECORDS | _SHEETS
