"""What works on a newer Datasette: every page kind on the shelf, one line each. Never part of the tests.

python tests/reading/datasette1.py      # in an environment with that Datasette
"""

import asyncio
import re
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from datasette.app import Datasette
from datasette.version import __version__

from tests.reading.shelf import fill

#: path -> status that a reader should get
PAGES = {
    "/": 200, "/search?q=presse": 200, "/search?q=vitrial": 200, "/search?q=loi&site=quotidien&sort=newest": 200,
    "/a/1": 200, "/a/1/-/revisions": 200, "/a/1/-/revision/1": 200, "/a/1/-/capture": 200,
    "/a/1/-/capture/1/page": 200, "/a/1/-/cite.bib": 200, "/site/quotidien": 200, "/help": 200,
    "/search.csv?q=presse": 200, "/search.parquet": 200, "/search.atom": 200, "/search.json": 200,
    "/api/search.json?q=presse": 200, "/download/articles.csv": 200, "/a/999": 404,
    "/-/static-plugins/kiosque/kiosque.css": 200, "/archive": 200, "/archive/articles": 200,
    "/archive.json?sql=select+1": 403, "/archive/-/query.json?sql=select+1": 403,
}  # fmt: skip


async def _saved(datasette: Datasette, folder: Path) -> str:
    """Keep a search as a browser would, list it and delete it; then as another site's page would."""
    cookies = {"ds_actor": datasette.sign({"a": {"id": "jo"}}, "actor")}
    own = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    form = await datasette.client.get("/search?q=loi", cookies=cookies)
    cookies |= {name: form.cookies[name] for name in form.cookies if name == "ds_csrftoken"}
    token = re.search(r'name="csrftoken" value="([^"]*)"', form.text)
    if not token:
        return "no form"
    fields = {"csrftoken": token[1], "query": "q=loi", "name": "Lois"}
    kept = folder / "saved-searches.json"
    foreign = {"origin": "https://evil.example", "sec-fetch-site": "cross-site"}
    without = {name: value for name, value in fields.items() if name != "csrftoken"}
    turned = await datasette.client.post("/saved", data=without, cookies=cookies, headers=foreign)
    if turned.status_code != 403 or kept.exists():
        return f"a stranger's form was answered with {turned.status_code}"
    saved = await datasette.client.post("/saved", data=fields, cookies=cookies, headers=own)
    if saved.status_code != 303 or "Lois" not in kept.read_text():
        return f"not kept: {saved.status_code}"
    if "Lois" not in (await datasette.client.get("/saved", cookies=cookies)).text:
        return "not listed"
    deleting = {**fields, "action": "delete"}
    await datasette.client.post("/saved", data=deleting, cookies=cookies, headers=own)
    return "not deleted" if "Lois" in kept.read_text() else "kept, listed, deleted; strangers turned away"


async def main() -> int:
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder))
        datasette = Datasette(config_dir=Path(folder))
        room = datasette.client
        for path, expected in PAGES.items():
            try:
                answer = await room.get(path, follow_redirects=True)
                said, headers = str(answer.status_code), answer.headers
                good = answer.status_code == expected and "content-security-policy" in headers
            except Exception as error:
                said, good = f"{type(error).__name__}: {error}", False
            failed += not good
            print(f"{'works' if good else 'FAILS'}  {said:<5} {path}")
        failed += (
            kept := await _saved(datasette, Path(folder))
        ) != "kept, listed, deleted; strangers turned away"
        print(f"{'works' if kept.endswith('away') else 'FAILS'}  saved searches: {kept}")
        listed = (await room.get("/archive.json")).json()
        hidden = {table["name"] for table in listed.get("tables", []) if table.get("hidden")}
        print(f"{'works' if 'urls' in hidden else 'FAILS'}  plumbing hidden: {len(hidden)} tables")
    print(f"Datasette {__version__}: {len(PAGES) - failed} of {len(PAGES)} work")
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
