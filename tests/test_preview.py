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


def test_a_file_that_is_no_page_is_said_to_be_none(tmp_path, capsys):
    file = tmp_path / "report.pdf"
    file.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(SystemExit):
        Command().run([str(file)], Namespace(url=None, json=False, why=False))
    assert "report.pdf is a PDF, not a web page" in capsys.readouterr().err
