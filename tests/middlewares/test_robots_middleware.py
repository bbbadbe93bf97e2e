"""RFC 9309, case by case: a real server's robots.txt, and which pages the server was then asked for."""

import gzip

import pytest

STAR = "User-agent: *\n"

# (robots.txt, paths that are asked for, paths that are not); each case is a host of its own.
FILES = {
    # 2.2.1: which group
    "an empty file": ("", ["/", "/a"], []),
    "everyone is kept out": (STAR + "Disallow: /", [], ["/", "/a"]),
    "everyone may come in": (STAR + "Allow: /", ["/", "/a"], []),
    "an empty Disallow forbids nothing": (STAR + "Disallow:", ["/", "/a"], []),
    "an empty Allow allows nothing": (STAR + "Disallow: /\nAllow:", [], ["/a"]),
    "others are kept out": ("User-agent: other\nDisallow: /", ["/a"], []),
    "we are kept out": ("User-agent: Kiosque\nDisallow: /", [], ["/a"]),
    "case does not matter in names": ("uSER-aGENT: kIOSQUE\ndisALLOW: /a", ["/b"], ["/a"]),
    "case matters in paths": (STAR + "Disallow: /A", ["/a"], ["/A"]),
    "our group and not the one for all": (
        STAR + "Disallow: /\n\nUser-agent: kiosque\nDisallow: /a",
        ["/b"],
        ["/a"],
    ),
    "our group also where it comes first": (
        "User-agent: kiosque\nDisallow: /a\n\n" + STAR + "Disallow: /",
        ["/b"],
        ["/a"],
    ),
    "our group also where it is empty": (
        "User-agent: kiosque\nDisallow:\n\n" + STAR + "Disallow: /",
        ["/a"],
        [],
    ),
    "our group without a single rule": (STAR + "Disallow: /\n\nUser-agent: kiosque\n", ["/a"], []),
    "two groups of ours are one": (
        "User-agent: kiosque\nDisallow: /a\n\nUser-agent: other\nDisallow: /b\n\nUser-agent: kiosque\nDisallow: /c",
        ["/b"],
        ["/a", "/c"],
    ),
    "two groups for all are one": (STAR + "Disallow: /a\n\n" + STAR + "Disallow: /b", ["/c"], ["/a", "/b"]),
    "a group with several names": ("User-agent: other\nUser-agent: kiosque\nDisallow: /a", ["/b"], ["/a"]),
    "a name and a star": ("User-agent: other\nUser-agent: *\nDisallow: /a", ["/b"], ["/a"]),
    "a rule ends the list of names": (
        "User-agent: kiosque\nDisallow: /a\nUser-agent: other\nDisallow: /b",
        ["/b"],
        ["/a"],
    ),
    "a blank line does not end a group": ("User-agent: kiosque\n\n\nDisallow: /a", ["/b"], ["/a"]),
    "a sitemap does not end a group": (
        "User-agent: kiosque\nSitemap: http://x.example/s.xml\nDisallow: /a",
        ["/b"],
        ["/a"],
    ),
    "an unknown line does not end a group": (
        "User-agent: kiosque\nNoindex: /x\nDisallow: /a",
        ["/x"],
        ["/a"],
    ),
    "a crawl delay does not end the list of names": (
        "User-agent: kiosque\nCrawl-delay: 0\nUser-agent: other\nDisallow: /a",
        ["/b"],
        ["/a"],
    ),
    "a name with a version is the name": ("User-agent: Kiosque/2.1\nDisallow: /a", ["/b"], ["/a"]),
    "a longer name is another": ("User-agent: Kiosque-News\nDisallow: /", ["/a"], []),
    "a shorter name is another": ("User-agent: Kios\nDisallow: /", ["/a"], []),
    "a name that holds ours is another": ("User-agent: MyKiosque\nDisallow: /", ["/a"], []),
    "rules before any name are nobody's": ("Disallow: /a\n" + STAR + "Disallow: /b", ["/a"], ["/b"]),
    "only rules and no name": ("Disallow: /", ["/a"], []),
    # 2.2.2: which rule
    "a path is a prefix": (
        STAR + "Disallow: /fish",
        ["/Fish.asp", "/catfish"],
        ["/fish", "/fish.html", "/fish/a", "/fish?x=1"],
    ),
    "a folder is a folder": (STAR + "Disallow: /fish/", ["/fish", "/fish.html"], ["/fish/", "/fish/a"]),
    "the longest match wins": (STAR + "Allow: /a/b\nDisallow: /a", ["/a/b", "/a/bc"], ["/a", "/a/c"]),
    "order does not matter": (STAR + "Disallow: /a\nAllow: /a/b", ["/a/b"], ["/a/c"]),
    "a longer Disallow beats an Allow": (STAR + "Allow: /a\nDisallow: /a/secret", ["/a/x"], ["/a/secret"]),
    "of two as long, Allow wins": (STAR + "Disallow: /page\nAllow: /page", ["/page"], []),
    "of two as long, Allow wins also when it is first": (
        STAR + "Allow: /page\nDisallow: /page",
        ["/page"],
        [],
    ),
    "the standard's example": (
        STAR + "Disallow: *.gif$\nDisallow: /example/\nAllow: /publications/",
        ["/publications/x", "/other"],
        ["/a.gif", "/example/", "/example/a"],
    ),
    "the standard's longest match": (
        "User-agent: kiosque\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif",
        ["/example/page/", "/example/page/x.gif"],
        ["/example/page/disallowed.gif"],
    ),
    "stars count for the length": (STAR + "Disallow: /*a\nAllow: /a", ["/b"], ["/a"]),
    "robots.txt may always be read": (STAR + "Disallow: /", ["/robots.txt"], ["/robots.txt2"]),
    # 2.2.3: special characters
    "a star in the middle": (
        STAR + "Disallow: /a*c",
        ["/a", "/ab", "/bac"],
        ["/ac", "/abc", "/a/x/c", "/abcd"],
    ),
    "a star at the end is nothing": (STAR + "Disallow: /fish*", ["/cat"], ["/fish", "/fishes"]),
    "a star at the beginning": (STAR + "Disallow: *.php", ["/a.html"], ["/a.php", "/b/a.php?x=1"]),
    "a dollar is the end": (STAR + "Disallow: /*.php$", ["/a.php?x=1", "/a.php5"], ["/a.php", "/b/a.php"]),
    "a dollar alone with the root": (STAR + "Disallow: /$", ["/a"], ["/"]),
    "only the root": (STAR + "Disallow: /\nAllow: /$", ["/"], ["/a"]),
    "a dollar in the middle is a dollar": (STAR + "Disallow: /a$b", ["/a"], ["/a$b", "/a$bc"]),
    "a dollar at the end is no dollar": (STAR + "Disallow: /a$", ["/a$b", "/ab"], ["/a"]),
    "several stars": (STAR + "Disallow: /*/x/*/y$", ["/x/b/y", "/a/x/y"], ["/a/x/b/y", "/a/x/b/c/y"]),
    "stars that could match too early": (STAR + "Disallow: /a*ab$", ["/aba"], ["/aab", "/a1ab", "/abab"]),
    "a question mark is itself": (STAR + "Disallow: /*?", ["/a"], ["/a?", "/a?b"]),
    "a query is part of the path": (STAR + "Disallow: /a?b=1", ["/a", "/a?b=2"], ["/a?b=1", "/a?b=12"]),
    "a comment ends a rule": (STAR + "Disallow: /a # not this one", ["/b"], ["/a", "/ab"]),
    "a comment ends a name": ("User-agent: kiosque # that is us\nDisallow: /a", ["/b"], ["/a"]),
    "an escaped star is a star": (STAR + "Disallow: /a%2Ab", ["/axb"], ["/a*b", "/a%2Ab"]),
    # 2.2.2: encoding
    "an escape that needs none": (STAR + "Disallow: /%62%61%7A", ["/ba"], ["/baz", "/%62%61%7A"]),
    "letters beyond ASCII": (STAR + "Disallow: /été", ["/ete"], ["/%C3%A9t%C3%A9", "/%c3%a9t%c3%a9/x"]),
    "letters beyond ASCII, escaped": (STAR + "Disallow: /%e3%83%84", ["/x"], ["/%E3%83%84"]),
    "a reserved character, escaped or not": (
        STAR + "Disallow: /foo?u=https://bar",
        ["/foo"],
        ["/foo?u=https%3A%2F%2Fbar"],
    ),
    "an escaped slash is no slash": (STAR + "Disallow: /a/b", ["/a%2Fb"], ["/a/b"]),
    # 2.2, 2.3: how it is written
    "a byte order mark": (b"\xef\xbb\xbfUser-agent: *\nDisallow: /a", ["/b"], ["/a"]),
    "lines that end with CR LF": (b"User-agent: *\r\nDisallow: /a\r\n", ["/b"], ["/a"]),
    "lines that end with CR": (b"User-agent: *\rDisallow: /a\r", ["/b"], ["/a"]),
    "spaces and tabs around": ("  User-agent \t:\t * \n\t Disallow : \t/a  \n", ["/b"], ["/a"]),
    "no space after the colon": ("User-agent:*\nDisallow:/a", ["/b"], ["/a"]),
    "no colon": ("User-agent *\nDisallow /a", ["/b"], ["/a"]),
    "a word spelled wrong": (STAR + "Dissallow: /a", ["/b"], ["/a"]),
    "bytes that are no UTF-8": (b"User-agent: *\nDisallow: /\xff\nDisallow: /a", ["/b"], ["/a"]),
    "NUL bytes": (b"User-agent: *\n\0\0Disallow: /a", ["/b"], ["/a"]),
    "an HTML page": ("<html><body>User-agent: * Disallow: /</body></html>", ["/a"], []),
    "a path without its slash": (STAR + "Disallow: a", ["/a"], []),
    "rules within 500 kB": (STAR + "# " + "x" * 400_000 + "\nDisallow: /a", ["/b"], ["/a"]),
    "what lies beyond 500 kB": (STAR + "Disallow: /a\n" + "#" * 520_000 + "\nDisallow: /b", ["/b"], ["/a"]),
    "a line cut at 500 kB": (
        STAR + "Disallow: /a\n#" + "x" * 511_960 + "\nDisallow: /bcdefghijklmnopqrstuvwxyz",
        ["/b"],
        ["/a"],
    ),
}

HTML = (200, {"Content-Type": "text/html"}, "<p>Hello</p>")
LONG = STAR + "Disallow: /a\n" + "Disallow: /private/xxxxxxxxxxxxxxxxxx\n" * 400_000  # 14 MB
FORBID = (200, {}, STAR + "Disallow: /a")


def to(url, status=301):
    return (status, {"Location": url}, "")


# (answers to robots.txt and to what it leads to, whether /a is asked for, and whether /b)
ANSWERS = {
    **{
        f"status {status}": ({"/robots.txt": (status, {}, STAR + "Disallow: /")}, True, True)
        for status in (400, 401, 403, 404, 410, 418, 451)
    },
    **{
        f"status {status}": ({"/robots.txt": (status, {}, "")}, False, False)
        for status in (500, 501, 502, 504, 599)
    },
    "status 503": ({"/robots.txt": (503, {}, "")}, False, False),
    "status 204": ({"/robots.txt": (204, {}, "")}, True, True),
    "a connection that is cut": ({"/robots.txt": 0}, False, False),
    "a body that is cut": (
        {"/robots.txt": (200, {"Content-Length": "900"}, STAR + "Disallow: /a")},
        False,
        False,
    ),
    **{
        f"a redirect, {status}": ({"/robots.txt": to("/r.txt", status), "/r.txt": FORBID}, False, True)
        for status in (301, 302, 303, 307, 308)
    },
    "a redirect to another host": (
        {"/robots.txt": to("http://elsewhere.example/r.txt"), "elsewhere.example/r.txt": FORBID},
        False,
        True,
    ),
    "a file of 14 MB": ({"/robots.txt": (200, {}, LONG)}, False, True),
    "a file of 14 MB, compressed": (
        {"/robots.txt": (200, {"Content-Encoding": "gzip"}, gzip.compress(LONG[: 8 << 20].encode()))},
        False,
        True,
    ),
    "a redirect that leads to an error": (
        {"/robots.txt": to("/r.txt"), "/r.txt": (500, {}, "")},
        False,
        False,
    ),
    "a redirect that leads to nothing": ({"/robots.txt": to("/r.txt")}, True, True),
    "five redirects": (
        {"/robots.txt": to("/1"), **{f"/{n}": to(f"/{n + 1}") for n in range(1, 5)}, "/5": FORBID},
        False,
        True,
    ),
    "six redirects": (
        {"/robots.txt": to("/1"), **{f"/{n}": to(f"/{n + 1}") for n in range(1, 6)}, "/6": FORBID},
        True,
        True,
    ),
    "a redirect to itself": ({"/robots.txt": to("/robots.txt")}, True, True),
    "a redirect to nowhere": ({"/robots.txt": (302, {}, STAR + "Disallow: /a")}, True, True),
    "a redirect to a file": ({"/robots.txt": to("file:///etc/passwd")}, True, True),
}


def host(prefix, number):
    return f"{prefix}{number}.example"


def test_what_a_robots_file_forbids_is_not_asked_for(site, ask):
    urls, wanted = [], {}
    for number, (name, (body, allowed, forbidden)) in enumerate(FILES.items()):
        here = host("file", number)
        site.answers[f"{here}/robots.txt"] = (200, {"Content-Type": "text/plain"}, body)
        for path in allowed + forbidden:
            site.answers.setdefault(here + path, HTML)
            urls.append(f"http://{here}{path}")
            wanted[f"{here}{path}"] = (name, path, path in allowed)
    ask(*urls)
    asked = set(site.asked)
    wrong = [what for key, what in wanted.items() if (key in asked) != what[2]]
    assert wrong == []
    assert len(FILES) > 60


def test_what_the_answer_to_robots_means(site, ask):
    urls = []
    for number, (answers, _, _) in enumerate(ANSWERS.values()):
        here = host("answer", number)
        for key, answer in answers.items():
            site.answers[key if "/" in key[1:] and not key.startswith("/") else here + key] = answer
        urls += [f"http://{here}/a", f"http://{here}/b"]
    result = ask(*urls, settings={"RETRY_TIMES": 0, "PACE_WAIT_MAX": 0})
    asked = set(site.asked)
    wrong = []
    for number, (name, (_, a, b)) in enumerate(ANSWERS.items()):
        seen = tuple(f"{host('answer', number)}/{path}" in asked for path in "ab")
        if seen != (a, b):
            wrong.append((name, seen))
    assert wrong == []
    assert "Traceback" not in result["stderr"]


def test_no_answer_in_time_means_forbidden_for_now(site, ask):
    site.answers["/robots.txt"] = 4.0
    result = ask("http://a.example/a", settings={"DOWNLOAD_TIMEOUT": 1, "RETRY_TIMES": 0})
    assert result["outcomes"][0][2:4] == [
        "RobotsUnavailable",
        "robots.txt: no answer in time; all is forbidden until it can be read",
    ]
    assert site.asked == ["a.example/robots.txt"]


def test_one_robots_file_for_many_pages(site, ask):
    site.answers["a.example/robots.txt"] = FORBID
    ask(*[f"http://a.example/{n}" for n in range(20)])
    assert site.asked.count("a.example/robots.txt") == 1


@pytest.mark.parametrize(
    ("answer", "later", "asked"),
    [
        (FORBID, "2026-11-24T07:00:00Z", 0),  # within a day it is known
        (FORBID, "2026-11-24T09:00:00Z", 1),
        ((500, {}, ""), "2026-11-23T08:30:00Z", 0),  # a failure is known for less long
        ((500, {}, ""), "2026-11-23T09:00:00Z", 1),
    ],
)
def test_what_a_robots_file_said_is_known_to_the_next_run(site, ask, answer, later, asked):
    site.answers["a.example/robots.txt"] = answer
    settings = {"RETRY_TIMES": 0}
    first = ask("http://a.example/a", now="2026-11-23T08:00:00Z", settings=settings)
    site.asked.clear()
    second = ask("http://a.example/a", now=later, settings=settings, knowledge=first["knowledge"])
    assert site.asked.count("a.example/robots.txt") == asked
    assert second["what"] == first["what"]
    assert second["what"][0] in ("RobotsForbidden", "RobotsUnavailable")


def test_a_robots_file_that_fails_for_a_month_counts_as_absent(site, ask):
    site.answers["a.example/robots.txt"] = (500, {}, "")
    site.answers["a.example/a"] = HTML
    settings = {"RETRY_TIMES": 0}
    result = {"knowledge": {}}
    what = []
    for day in ("2026-10-01", "2026-10-20", "2026-11-02"):
        result = ask("http://a.example/a", now=day, settings=settings, knowledge=result["knowledge"])
        what += result["what"]
    assert what == ["RobotsUnavailable", "RobotsUnavailable", 200]


def test_the_reason_is_in_words(site, ask):
    site.answers["a.example/robots.txt"] = FORBID
    site.answers["b.example/robots.txt"] = (502, {}, "")
    result = ask("http://a.example/a", "http://b.example/a", settings={"RETRY_TIMES": 0})
    assert [outcome[3] for outcome in result["outcomes"]] == [
        "forbidden by robots.txt",
        "robots.txt: the server answered 502; all is forbidden until it can be read",
    ]


def test_it_can_be_turned_off(site, ask):
    site.answers["a.example/robots.txt"] = FORBID
    site.answers["a.example/a"] = HTML
    assert ask("http://a.example/a", settings={"ROBOTSTXT_OBEY": False})["what"] == [200]
