"""Strings that have broken text interfaces: every screen and every export is driven with them."""

from __future__ import annotations

MARKUP = (
    "[/foo]",
    "[foo]",
    "[",
    "]",
    "[[",
    "[/]",
    "[bold]粗体[/bold]",
    "[red]红[/blue]",
    "[@click=app.quit()]点我退出[/]",
    "[link=http://example.invalid]链接[/link]",
    "[$primary]变量[/]",
    "[#ff0000 on #00ff00]色[/]",
    "\\[foo]",
    "\\",
    "[on",
    "[/foo",
    ":warning: :smile:",
    "$background",
    "{self.app.exit()}",
    "%s %d %(name)s {0} {name!r}",
)
"""What Rich, Textual or string formatting would take for markup."""

ESCAPES = (
    "\x1b[31m红\x1b[0m",
    "\x1b[2J\x1b[H",
    "\x1b[?1049l",
    "\x1b]0;title\x07",
    "\x1b]52;c;aGFja2Vk\x07",
    "\x1b]8;;http://example.invalid\x1b\\链接\x1b]8;;\x1b\\",
    '\x1bP$q"p\x1b\\',
    "\x1b[6n",
    "\x9b31m红",
    "\x1b",
    "\x1bc",
    "\x00",
    "前\x00后",
    "\x07\x08\x0b\x0c\x0e\x0f\x7f",
    "删\x08\x08\x08改",
    "覆盖\r原文",
    "一\n二\r\n三\r四\x85五\u2028六\u2029七",
    "制\t表\t符",
    "\x80\x84\x90\x9c\x9d",
)
"""Control characters and terminal escapes."""

BIDI = (
    "\u202e反过来的字\u202c",
    "\u202a\u202b\u202d",
    "\u2066隔\u2067离\u2068开\u2069",
    "\u200e\u200f\u061c",
    "user\u202egnp.exe",
    "שלום עולם",
    "مرحبا ١٢٣",
    "ئۇيغۇرچە",
)
"""Marks and letters that turn the direction of reading."""

INVISIBLE = (
    "零\u200b宽\u200c空\u200d格\u2060\ufeff",
    "\u200b",
    "\ufeff前导",
    "软\u00ad连字符",
    "\u3164\uffa0\u115f\u1160",
    "\u2800\u3000\u00a0\u2003",
    "\U000e0041\U000e0042标签",
    "葛\U000e0100城",
    "\ufff9注\ufffa音\ufffb",
    "\ufdd0\uffff\U0010ffff",
    "\u034f\u180e\u17b4",
)
"""Signs without width or without ink."""

COMBINING = (
    "e\u0301 n\u0303",
    "\u0301\u0301单独的",
    "Z" + "\u0300\u0316\u035c" * 20 + "algo",
    "กำ ที่ पानी བོད",
    "\u1100\u1161\u11a8",
    "1\ufe0f\u20e3",
)
"""Letters built of several characters."""

EMOJI = (
    "👍🏽",
    "🏽",
    "👨\u200d👩\u200d👧\u200d👦",
    "❤\ufe0f☎\ufe0f",
    "🇨🇳🇨",
    "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "😀" * 50,
)

WIDE = (
    "潘家园街道办事处" * 20,
    "𠮷野家𪚥龘",
    "\U00030000\U00031350\ue000",
    "ﾊﾝｶｸ ＦＵＬＬ　ＷＩＤＴＨ",
    "a中b文c" * 30,
    "—…·“”‘’①Ⅳ㈱",
)
"""Wide, rare and ambiguous characters."""

DATABASE = (
    "'",
    "''",
    '"',
    "'; DROP TABLE ticket; --",
    "' OR '1'='1",
    "%",
    "_",
    "100%_\\%",
    "%%%____",
    "NULL",
    "\\N",
    'AND OR NOT NEAR("',
    "* ? ( ) : ^ ~ -a +b",
)
"""Quotes, wildcards and query operators."""

SPREADSHEET = (
    "=1+1",
    '=HYPERLINK("http://example.invalid","点")',
    "=cmd|' /C calc'!A0",
    "+86138",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "1E10",
    "00123",
)
"""What a spreadsheet takes for a formula or a number."""

NAMES = (
    "../../etc/passwd",
    "C:\\CON\\aux.txt",
    "/dev/null",
    "~",
    "-rf",
    "--help",
    "a\x00b.txt",
    "<script>alert(1)</script>",
    "&lt;&#x41;",
    "${HOME}`id`$(id)",
    "http://example.invalid/?a=1&b=[2]",
)
"""File names, arguments, web and shell text."""

BROKEN = (
    "\ud800",
    "前\udc80后",
    "\udfff\ud800",
    "\ud83d",
    "ä½\xa0å¥½",
    "\ufffd\ufffd",
)
"""Lone surrogates and text decoded wrongly."""

LONG = (
    "长" * 5_000,
    "a" * 10_000,
    "\n" * 200,
    " " * 300,
    "[" * 300,
    "一行\n" * 300,
)

EMPTY = ("", " ", "\u3000", "\n", "\t")

HOSTILE: tuple[str, ...] = (
    *MARKUP,
    *ESCAPES,
    *BIDI,
    *INVISIBLE,
    *COMBINING,
    *EMOJI,
    *WIDE,
    *DATABASE,
    *SPREADSHEET,
    *NAMES,
    *BROKEN,
    *LONG,
    *EMPTY,
)
"""All of them."""

SHORT: tuple[str, ...] = tuple(text for text in HOSTILE if len(text) <= 120)
"""Those that fit a title or a name."""
