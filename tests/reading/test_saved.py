"""Saved searches: only for a reader whom Datasette knows, kept beside the archive and not in it."""

import json
import re
import shutil

import pytest
from datasette.app import Datasette

QUERY = "q=loi&site=quotidien&sort=newest"


@pytest.fixture
def folder(shelf, tmp_path):
    shutil.copytree(shelf, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def reader(folder):
    """Asks as one reader, with the token that each form carries."""
    datasette = Datasette(config_dir=folder)

    class Reader:
        def __init__(self, name):
            self.cookies = {"ds_actor": datasette.sign({"a": {"id": name}}, "actor")} if name else {}

        async def get(self, path, **headers):
            answer = await datasette.client.get(path, cookies=self.cookies, headers=headers)
            self.cookies |= {name: answer.cookies[name] for name in answer.cookies if name == "ds_csrftoken"}
            return answer

        async def post(self, **fields):
            return await datasette.client.post("/saved", data=fields, cookies=self.cookies)

        async def token(self, page):
            return re.search(r'name="csrftoken" value="([^"]+)"', (await self.get(page)).text)[1]

    return Reader


async def test_kept_listed_followed_and_deleted(reader, folder):
    jo = reader("jo")
    token = await jo.token(f"/search?{QUERY}")
    answer = await jo.post(csrftoken=token, query=QUERY, name="  Les lois <b>  du jour ")
    assert (answer.status_code, answer.headers["location"]) == (303, "/saved")
    page = (await jo.get("/saved", **{"accept-language": "fr"})).text
    assert "Les lois &lt;b&gt; du jour" in page
    assert "/search.atom?q=loi&amp;site=quotidien" in page
    assert "Recherches enregistrées" in page
    [link] = re.findall(r'<p><a href="(/search\?[^"]*)"', page)
    assert (await jo.get(link.replace("&amp;", "&"))).status_code == 200
    await jo.post(csrftoken=token, query=QUERY, name="Un autre nom")
    assert [one["name"] for one in json.loads((folder / "saved-searches.json").read_text())["jo"]] == [
        "Un autre nom"
    ]
    await jo.post(csrftoken=token, query=QUERY, action="delete")
    assert json.loads((folder / "saved-searches.json").read_text()) == {}


async def test_each_reader_has_their_own(reader):
    jo, al = reader("jo"), reader("al")
    await jo.post(csrftoken=await jo.token(f"/search?{QUERY}"), query=QUERY, name="de Jo")
    assert "de Jo" not in (await al.get("/saved")).text
    assert "de Jo" in (await jo.get("/saved")).text


async def test_nobody_saves_nothing(reader, folder):
    nobody = reader(None)
    assert (await nobody.get("/saved")).status_code == 403
    assert 'name="csrftoken"' not in (await nobody.get(f"/search?{QUERY}")).text
    assert "/saved" not in (await nobody.get("/")).text
    assert (await nobody.post(query=QUERY, name="x")).status_code == 403
    assert not (folder / "saved-searches.json").exists()


async def test_a_form_of_another_site_is_refused(reader, folder):
    jo = reader("jo")
    await jo.token(f"/search?{QUERY}")
    assert (await jo.post(query=QUERY, name="x")).status_code == 403
    assert not (folder / "saved-searches.json").exists()


async def test_a_damaged_file_is_said_and_kept(reader, folder):
    (folder / "saved-searches.json").write_text("{")
    jo = reader("jo")
    assert (await jo.get("/saved")).status_code == 503
    answer = await jo.post(csrftoken=await jo.token(f"/search?{QUERY}"), query=QUERY, name="x")
    assert answer.status_code == 503
    assert (folder / "saved-searches.json").read_text() == "{"
