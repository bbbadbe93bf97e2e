"""`scrapy preview`: what a page says is shown as it stands."""

import json
from argparse import Namespace

import pytest

from crawler.commands.preview import Command

TEXT = "Les salariés ont repris le travail :warning: après trois semaines de négociations. " * 4


def test_words_between_colons_are_no_pictures(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(f"<h1>La grève [est] :date: finie</h1><p>{TEXT}</p>", "utf-8")
    Command().run([str(page)], Namespace(url="https://journal.example/actu/221", json=False, why=True))
    shown = capsys.readouterr().out
    assert "La grève [est] :date: finie" in shown
    assert ":warning:" in shown


def test_why_tells_what_each_field_might_have_been(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(
        "<link rel=canonical href=https://journal.example/2020/10/12/greve><meta property=og:title content='Grève : la fin'>"
        f"<h1>La grève est finie</h1><p>Publié le 13 octobre 2020 par Jeanne Martin</p><p>{TEXT}</p>",
        "utf-8",
    )
    Command().run([str(page)], Namespace(url=None, json=False, why=True))
    shown = capsys.readouterr().out
    assert shown.startswith(
        "https://journal.example/2020/10/12/greve"
    )  # a file's own address, where none is given
    chosen = [line.split()[1:] for line in shown.splitlines() if line.startswith("  +  ")]
    assert any(words[0] == "2020-10-13" for words in chosen)
    assert "  -  2020-10-12  (url)" in shown
    assert "  -  +2.0 Grève : la fin  (og:title)" in shown
    assert "one article or not" in shown


def test_why_in_json_has_every_candidate_and_block(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(f"<h1>La grève est finie</h1><p>Publié le 13 octobre 2020</p><p>{TEXT}</p>", "utf-8")
    Command().run([str(page)], Namespace(url=None, json=True, why=True))
    why = json.loads(capsys.readouterr().out)["why"]
    assert {one["field"] for one in why["fields"]} == {"title", "published", "is_article"}
    assert sum(block["kept"] for block in why["blocks"]) >= 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PAR1\x15\x04\x15\x00" + bytes(range(256)) * 40, "a Parquet file"),
        (b"\x00\x01\x02 some sound", "a binary file"),
        (bytes(range(256)) * 40, "a binary file"),
        (b"\xff\xfb\x90\x00" + bytes(range(256)) * 40, "a binary file"),
    ],
)
def test_a_file_that_is_no_page_is_said_to_be_none(tmp_path, capsys, content, kind):
    file = tmp_path / "a.file"
    file.write_bytes(content)
    with pytest.raises(SystemExit) as stopped:
        Command().run([str(file)], Namespace(url=None, json=False, why=False))
    shown = capsys.readouterr()
    assert (stopped.value.code, shown.out) == (2, "")
    assert f"a.file is {kind}, not a web page" in shown.err


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso2022_jp", "cp1251", "big5"],
)
def test_a_page_in_any_charset_is_a_page(tmp_path, capsys, charset):
    words = {"cp1251": "Забастовка окончена", "iso2022_jp": "ストは終わった", "big5": "罷工結束了"}.get(
        charset, "La grève"
    )
    page = f"<html><head><meta charset={charset}><title>{words}</title></head><body><h1>{words}</h1><p>{words} {words * 40}</p>"
    file = tmp_path / "page.html"
    file.write_bytes(page.encode(charset))
    Command().run([str(file)], Namespace(url=None, json=False, why=False))
    assert words in capsys.readouterr().out


def test_a_page_with_a_stray_control_character_is_a_page(tmp_path, capsys):
    file = tmp_path / "page.html"
    file.write_bytes(f"<h1>La grève\0</h1><p>{TEXT}\x01\x02</p>".encode())
    Command().run([str(file)], Namespace(url=None, json=False, why=False))
    assert "trois semaines" in capsys.readouterr().out
