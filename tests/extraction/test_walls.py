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

NAV = "<nav><a href=/>Home</a> <a href=/town>Town</a> <a href=/sport>Sport</a> <a href=/contact>Contact</a></nav>"
MORE = "<p>Work starts in May and should take two years. The old rooms stay open until then, the council said.</p>"
WALLS |= {
    "unusual traffic": (
        "challenge",
        f"""<title>https://www.example.org/actu/221</title>{NAV}<p>Our systems have detected unusual traffic from your network. This
        page checks whether automated requests are sent by a program.</p>""",
    ),
    "access denied without a title": ("challenge", f"{NAV}<p>Zugriff verweigert.</p><p>Kennung 4711</p>"),
    "the site's name before what is missing": (
        "missing",
        f"<meta property='og:site_name' content='The Example of the Coast'><title>The Example of the Coast: Not found</title>{NAV}",
    ),
    "an empty server": (
        "parked",
        "<title>example.org</title><p>Hier entsteht eine neue Internetpräsenz.</p>",
    ),
    "the rest for those who pay": (
        "paywall",
        "<h1>La grève continue</h1><p>Le port est à l’arrêt.</p><p>Il vous reste 80 % de cet article à lire.</p><a href=/s>S’abonner</a>",
    ),
}

#: Short notices without a date, of which a word stands on walls too.
NOTICES = {
    "unusual traffic": f"<h1>Heavy traffic ahead of the final</h1><p>Unusual traffic is expected on Saturday.</p>{MORE}",
    "a security checkpoint": f"<h1>Soldier shot</h1><p>A soldier was shot at a security checkpoint near the border.</p>{MORE}",
    "access denied": f"<h1>Access denied: wheelchair users left at the stop</h1><p>The ramps of the new buses do not work.</p>{MORE}",
    "a future home": f"<h1>Library moves</h1><p>The disused mill will be the future home of the town library.</p>{MORE}",
    "it works": f"<h1>New pump</h1><p>The market square is dry. It works, the mayor says.</p>{MORE}",
    "you have until": f"<h1>Marathon</h1><p>Il vous reste jusqu'au 15 mars pour vous inscrire au marathon.</p>{MORE}",
    "to read on": f"<h1>Bibliothèque</h1><p>Pour lire la suite des aventures de Max, rendez-vous samedi à la bibliothèque.</p>{MORE}",
    "maintenance": f"<h1>Maintenance : la piscine ferme une semaine</h1><p>La piscine municipale sera fermée.</p>{MORE}",
    "nowhere to be found": f"<h1>Introuvable : la moutarde a disparu</h1><p>Les clients cherchent en vain.</p>{MORE}",
    "sorry": f"<h1>Sorry: council says its letter was wrong</h1><p>It said the bus pass was no longer available.</p>{MORE}",
    "cookies": """<h1>Ce qui va changer</h1><p>Les bandeaux qui demandent le consentement aux cookies vont changer, a annoncé
        la Commission, qui veut simplifier la vie privée en ligne et limiter la publicité personnalisée.</p>
        <div class=banner>Ce site utilise des cookies. <button>Tout accepter</button></div>""",
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


@pytest.mark.parametrize("html", NOTICES.values(), ids=NOTICES)
def test_a_short_notice_is_no_wall_for_one_word_in_it(html):
    assert extract(f"<html><body>{NAV}<article>{html}</article></body></html>".encode(), URL).wall is None
