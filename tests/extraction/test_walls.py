"""What stands in an article's place, and what only looks like it."""

import pytest

from crawler.extraction import extract

URL = "https://www.example.org/actu/221/la-greve-continue"
PROSE = "The strike at the harbour goes on for a third week, and nobody expects it to end before the spring. "

WALLS = {
    "cloudflare": (
        "challenge",
        """<title>Just a moment...</title><div id="challenge-error-text">Enable JavaScript and cookies to continue</div>
        <script>window._cf_chl_opt={cType:'managed'}</script>""",
    ),
    "datadome": (
        "challenge",
        """<title>example.org</title><p id="cmsg">Please enable JS and disable any ad blocker</p>
        <script>var dd={'rt':'c','host':'geo.captcha-delivery.com'}</script>""",
    ),
    "akamai": (
        "challenge",
        """<title>Access Denied</title><h1>Access Denied</h1>You don't have permission to access "http://www.example.org/" on this server.
        <p>Reference #18.2d351ab8.1557333295.a4e16ab</p><p>https://errors.edgesuite.net/18.2d351ab8</p>""",
    ),
    "captcha in French": (
        "challenge",
        "<h1>Vérifiez que vous êtes humain</h1><form><div class='g-recaptcha'></div></form>",
    ),
    "captcha in Spanish": (
        "challenge",
        "<title>Comprobación de seguridad</title><p>Marca la casilla: no soy un robot.</p>",
    ),
    "consent": (
        "consent",
        """<title>Example</title><h1>Wir und unsere Partner</h1><p>Wir verwenden Cookies und verarbeiten personenbezogene Daten wie Ihre
        IP-Adresse. Mit Ihrer Einwilligung messen wir Werbung und Inhalte und geben Daten an unsere Partner weiter.</p>
        <p>Mehr dazu in der Erklärung zum Datenschutz. Ihre Auswahl können Sie jederzeit ändern, auch Ihre Einwilligung.</p>
        <button>Alle akzeptieren</button><button>Einstellungen</button>""",
    ),
    "paywall": (
        "paywall",
        """<h1>La grève continue</h1><p>Le port est à l’arrêt depuis trois semaines, et personne ne croit à une reprise avant le
        printemps.</p><p>Cet article est réservé aux abonnés. Abonnez-vous pour lire la suite.</p>
        <script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"datePublished":"2020-10-13"}</script>""",
    ),
    "login": (
        "login",
        "<title>Connexion - Example</title><h1>Se connecter</h1><form><input name=u><input type=password></form>",
    ),
    "soft 404": (
        "missing",
        "<title>Page introuvable | Example</title><h1>Oups !</h1><p>La page que vous cherchez n'existe plus.</p>",
    ),
    "withdrawn": (
        "missing",
        "<h1>Dieser Artikel ist nicht mehr verfügbar</h1><p>Die gesuchte Seite wurde gelöscht.</p>",
    ),
    "error": (
        "error",
        "<title>503 Service Temporarily Unavailable</title><h1>503 Service Temporarily Unavailable</h1><hr>nginx",
    ),
    "maintenance": (
        "error",
        "<title>Example</title><h1>Site en maintenance</h1><p>Nous revenons bientôt.</p>",
    ),
    "parked": (
        "parked",
        "<title>example.org</title><h1>example.org</h1><p>This domain is for sale. Buy this domain today.</p>",
    ),
    "script": (
        "script",
        "<title>Example</title><noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div><script src=a.js></script>",
    ),
}

ARTICLES = {
    "an article about captchas": f"<title>I'm not a robot</title><h1>I'm not a robot</h1><p>{PROSE * 4}</p><p>{PROSE * 4}</p>",
    "an article about cookies": "<h1>How cookies track you</h1>"
    + "".join(
        f"<p>Cookies and consent banners: privacy rules ask partners for consent before tracking. {PROSE * 2}</p>"
        for _ in range(4)
    ),
    "a cookie banner over an article": f"""<div class=cookie-banner><p>We and our partners use cookies and process personal data with your
        consent.</p><button>Accept all</button></div><article><h1>The strike</h1><p>{PROSE * 4}</p><p>{PROSE * 4}</p></article>""",
    "an appeal to subscribe below an article": f"<article><h1>The strike</h1><p>{PROSE * 4}</p><p>{PROSE * 4}</p></article><p>Already a subscriber? Subscribe to read more.</p>",
    "a short notice that is dated": """<meta property="article:published_time" content="2020-10-13"><h1>Error 404: the exhibition</h1>
        <p>Page not found, a show at the city museum, opens on Friday.</p>""",
    "a log-in form in the head of a page": f"<form><h4>Log in</h4><input type=password></form><article><h1>The strike</h1><p>{PROSE * 4}</p></article>",
    "a short note": "<title>Grève au port</title><h1>Grève au port</h1><p>Les dockers ont voté la grève ce lundi. Le trafic est suspendu.</p>",
    "nothing": "",
}


@pytest.mark.parametrize(("kind", "html"), WALLS.values(), ids=WALLS)
def test_a_wall_is_known_and_names_its_evidence(kind, html):
    article = extract(f"<html><body>{html}</body></html>".encode(), URL)
    assert article.wall == kind
    assert article.sources["wall"]


@pytest.mark.parametrize("html", ARTICLES.values(), ids=ARTICLES)
def test_an_article_is_no_wall_whatever_it_speaks_of(html):
    assert extract(f"<html><body>{html}</body></html>".encode(), URL).wall is None
