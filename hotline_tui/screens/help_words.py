"""What the keys do that Textual's own widgets bring, which it says in English."""

from __future__ import annotations

from textual.binding import Binding

_EDITING = {
    "cursor_left": "光标左移",
    "cursor_right": "光标右移",
    "cursor_up": "上移",
    "cursor_down": "下移",
    "cursor_left_word": "左移一词",
    "cursor_word_left": "左移一词",
    "cursor_right_word": "右移一词",
    "cursor_word_right": "右移一词",
    "home": "到行首",
    "cursor_line_start": "到行首",
    "end": "到行尾",
    "cursor_line_end": "到行尾",
    "cursor_page_up": "上移一页",
    "cursor_page_down": "下移一页",
    "select_all": "全选",
    "select_line": "选中一行",
    "delete_left": "删去光标前一字",
    "delete_right": "删去光标后一字",
    "delete_left_word": "删去光标前一词",
    "delete_word_left": "删去光标前一词",
    "delete_right_word": "删去光标后一词",
    "delete_word_right": "删去光标后一词",
    "delete_left_all": "删到行首",
    "delete_to_start_of_line": "删到行首",
    "delete_right_all": "删到行尾",
    "delete_to_end_of_line_or_delete_line": "删到行尾",
    "delete_line": "删去一行",
    "submit": "下一项",
    "cut": "剪切",
    "copy": "复制",
    "paste": "粘贴",
    "undo": "撤销一步",
    "redo": "重做一步",
}

_MOVING = {
    "app.focus_next": "下一栏",
    "app.focus_previous": "上一栏",
    "screen.copy_text": "复制选中的文字",
    "scroll_up": "上滚",
    "scroll_down": "下滚",
    "scroll_left": "左滚",
    "scroll_right": "右滚",
    "scroll_home": "到开头",
    "scroll_end": "到末尾",
    "page_up": "上翻一页",
    "page_down": "下翻一页",
    "page_left": "左翻一页",
    "page_right": "右翻一页",
    "first": "第一项",
    "last": "最后一项",
    "select": "选定",
    "quit": "离开",
}

_WORDS = _EDITING | _MOVING
_SELECTING = "(True)"


def told(binding: Binding) -> str:
    """What a key does, in Chinese: as its screen says, or as Textual means it."""
    action = binding.action.removesuffix(_SELECTING)
    known = _WORDS.get(action, "")
    if known and binding.description.isascii():
        return f"{known}并选中" if binding.action.endswith(_SELECTING) else known
    return binding.tooltip or binding.description
