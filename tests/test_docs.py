"""The README is true: its commands, options, settings, tables, exit codes and files exist as it says."""

import ast
import re
import tomllib

import pytest
from scrapy.utils.project import get_project_settings

from archive.store import Archive
from crawler import exits
from crawler.sites import load_sites
from tests.conftest import ROOT, command

README = (ROOT / "README.md").read_text()
COMMANDS = sorted(
    path.stem for path in (ROOT / "crawler" / "commands").glob("*.py") if not path.stem.startswith("_")
)


def rows(heading):
    """The first two cells of a table's rows below a heading."""
    section = README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = [re.split(r"(?<!\\)\|", line)[1:] for line in section.splitlines() if line.startswith("|")]
    return [(row[0].strip(), row[1].strip()) for row in cells[2:]]


def test_every_setting_of_ours_is_in_the_table_with_its_default():
    tree = ast.parse((ROOT / "crawler" / "settings.py").read_text())
    ours = []
    for node in tree.body:
        if isinstance(node, ast.Assign):
            name = node.targets[0].id
            ours.append(name)
    scrapys = vars(__import__("scrapy.settings.default_settings", fromlist=["x"]))
    ours = {
        name for name in ours if name not in scrapys and name not in ("SPIDER_MODULES", "COMMANDS_MODULE")
    }
    table = {cell.strip("`* "): default.strip("`") for cell, default in rows("Settings")}
    assert ours <= set(table), f"not in README's settings: {sorted(ours - set(table))}"
    settings = get_project_settings()
    assert {name: str(settings[name]) for name in table} == table


def test_settings_with_a_star_are_environment_variables():
    starred = {cell.split("`")[1] for cell, _ in rows("Settings") if cell.endswith("*")}
    text = (ROOT / "crawler" / "settings.py").read_text()
    assert starred == set(re.findall(r'= _own\("(\w+)"', text))


def test_every_command_is_in_the_table():
    listed = {cell.split("`")[1] for cell, _ in rows("Commands")}
    assert {c.split()[1] for c in listed if c.startswith("scrapy")} >= set(COMMANDS)
    targets = set(re.findall(r"^([a-z][\w-]*):.*##", (ROOT / "Makefile").read_text(), re.M))
    assert {c.split()[1] for c in listed if c.startswith("make")} | {"help"} >= targets


@pytest.mark.slow
def test_every_command_of_the_table_is_there():
    listed = {cell.split("`")[1] for cell, _ in rows("Commands")}
    assert {c.split()[1] for c in listed if c.startswith("scrapy")} <= set(COMMANDS)


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name):
    code, out = command("scrapy", name, "--help", fresh=True)
    assert code == 0
    assert len(out.splitlines()) > 5
    assert "Traceback" not in out


def test_make_help_lists_the_targets():
    code, out = command("make", "help")
    assert code == 0
    for target in ("crawl", "serve", "test", "check", "bench", "help"):
        assert re.search(rf"^{target} +\w", out, re.M), target


def test_the_options_in_the_readme_are_those_of_crawl():
    for option in set(re.findall(r"-a (\w+)=", README)):
        assert option in ("site", "url", "mode", "limit")


def test_exit_codes_are_those_of_the_code():
    section = README.partition("| exit code |")[2]
    codes = [int(code) for code in re.findall(r"^\| (\d) \|", section, re.M)]
    assert codes == [exits.DONE, exits.ATTENTION, exits.MISTAKE, exits.RUNNING]


def test_the_sites_toml_of_the_readme_is_right(tmp_path):
    [example] = re.findall(r"```toml\n(.*?)```", README, re.S)
    assert tomllib.loads(example)
    (tmp_path / "sites.toml").write_text(example)
    [site] = load_sites(tmp_path / "sites.toml")
    assert (site.name, site.url) == ("escda", "https://www.escda.fr/")


def test_the_tables_it_names_are_there(tmp_path):
    section = README.partition("## What is on disk")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", section)) - {"data"}
    with Archive(tmp_path) as archive:
        assert named <= set(archive.db.table_names())


def test_the_files_it_names_are_there():
    for name in re.findall(r"`((?:crawler|archive|tests)/[\w./]*)`", README):
        assert (ROOT / name).exists(), name
    for name in re.findall(r"\]\((docs/[^)]+)\)", README):
        assert (ROOT / name).is_file(), name


def test_what_is_not_python_is_packaged():
    """`pip install .` takes templates, static files, catalogues and the magazine along."""
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["package-data"]["*"]
    suffixes = {pattern.removeprefix("*") for pattern in patterns} | {".py", ".pyc"}
    for package in ("crawler", "archive"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert path.suffix in suffixes, path


def test_constraints_pin_without_addresses():
    lines = (ROOT / "constraints.txt").read_text().split()
    assert all(re.fullmatch(r"[\w.-]+==[\w.!+-]+", line) for line in lines)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    requirements = project["dependencies"] + project["optional-dependencies"]["test"]
    needed = {re.split(r"[^\w.-]", words)[0] for words in requirements}
    pinned = {re.sub(r"[-_.]+", "-", line.partition("==")[0].lower()) for line in lines}
    assert {re.sub(r"[-_.]+", "-", name.lower()) for name in needed} <= pinned
