"""A student's text is shown, never obeyed, wherever it comes out."""

import csv
import io
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from autograder.ground.untrusted import for_csv, for_html, for_json_in_html, for_terminal

any_text = st.text(st.characters(codec=None, categories=None), max_size=60)
PAYLOAD = "=cmd|' /C calc'!A0</script><img src=x onerror='alert(1)'>\"\x1b]0;oi\x07\x1b[2J\u202e[link=http://x]y[/link]"


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


@given(any_text)
def test_html_keeps_the_text_inside_element_and_attribute(text):
    page = Tags()
    page.feed(f'<p title="{for_html(text)}">{for_html(text)}</p>')
    page.close()
    assert [tag for tag, _ in page.tags] == ["p"] and list(page.tags[0][1]) == ["title"]
    for_html(text).encode("utf-8")


@given(
    st.recursive(
        any_text | st.floats() | st.none() | st.integers(), lambda x: st.lists(x) | st.dictionaries(any_text, x)
    )
)
def test_json_in_a_page_is_json_and_ends_no_script(data):
    written = for_json_in_html(data)
    json.loads(written, parse_constant=lambda name: pytest.fail(name))
    assert not set("<>&'\u2028\u2029") & set(written) and written.isascii()


def test_json_reads_back_what_is_harmless():
    data = {"nome": "João </script>", "notas": [1, 2.5, None, True]}
    assert json.loads(for_json_in_html(data)) == data


@given(any_text)
def test_csv_cell_never_begins_a_formula_with_either_separator(text):
    out = io.StringIO()
    csv.writer(out).writerow(["id", for_csv(text)])
    for separator in ",;":
        for row in csv.reader(io.StringIO(out.getvalue()), delimiter=separator):
            for cell in row:
                assert not cell.strip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\n" not in for_csv(text) and "\r" not in for_csv(text)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝", "\0="])
def test_csv_guards_each_beginning(start):
    assert for_csv(start + "1+1").startswith("'")


@given(any_text)
def test_terminal_gets_one_printable_line(text):
    line = for_terminal(text)
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", line)
    line.encode("utf-8")


@given(any_text | st.text("[]/\\ab= #@", max_size=20))
def test_rich_shows_what_a_plain_terminal_would(text):
    console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True, width=2000, emoji=False)
    console.print(for_terminal(text) + "[bold]fim[/bold]", highlight=False)
    shown = console.file.getvalue()
    assert shown.count("\x1b[") == 2 and "fim" in shown


@pytest.mark.parametrize("way_out", [for_html, for_json_in_html, for_csv, for_terminal])
def test_the_same_payload_is_dead_at_every_way_out(way_out):
    out = way_out(PAYLOAD)
    assert "\x1b" not in out and "\u202e" not in out and "\x07" not in out
    assert way_out is not for_csv or out.startswith("'=")


def test_long_lines_are_cut():
    assert len(for_terminal("a" * 10_000, width=80)) == 80
