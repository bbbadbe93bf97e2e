"""`scrapy preview`: what a page says is shown as it stands."""

from argparse import Namespace

from crawler.commands.preview import Command

TEXT = "Les salariés ont repris le travail :warning: après trois semaines de négociations. " * 4


def test_words_between_colons_are_no_pictures(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(f"<h1>La grève [est] :date: finie</h1><p>{TEXT}</p>", "utf-8")
    Command().run([str(page)], Namespace(url="https://journal.example/actu/221", json=False, why=True))
    shown = capsys.readouterr().out
    assert "La grève [est] :date: finie" in shown
    assert ":warning:" in shown
