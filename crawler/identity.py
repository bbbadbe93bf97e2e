"""Who we say we are, how pages are asked for, how long we stay: settings that follow from other settings."""

from importlib.metadata import PackageNotFoundError, version

from scrapy.settings import BaseSettings

__all__ = ["Identity", "user_agent"]

# The product token that robots.txt groups are matched against (RFC 9309, section 2.2.1).
PRODUCT = "Kiosque"


def user_agent(contact: str = "") -> str:
    """The User-Agent: the product, its version, what it is, and how to reach whoever runs it.

    >>> user_agent("archive@example.org")  # doctest: +ELLIPSIS
    'Kiosque/... (press archive; +mailto:archive@example.org)'
    >>> user_agent("https://example.org/bot")  # doctest: +ELLIPSIS
    'Kiosque/... (press archive; +https://example.org/bot)'
    """
    contact = "".join(char for char in contact if char.isprintable()).strip()
    if "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    reach = f"; +{contact}" if contact else ""
    return f"{PRODUCT}/{_version()} (press archive{reach})"


def _version() -> str:
    try:
        return version("kiosque")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0"


class Identity:
    """Scrapy add-on: CONTACT into USER_AGENT, ACCEPT_ENCODING into its header, CRAWL_MINUTES into CLOSESPIDER_TIMEOUT.

    Here and not in the settings file, because `-s CONTACT=...` comes after that file is read. Whoever sets
    USER_AGENT or CLOSESPIDER_TIMEOUT on the command line keeps what they set.
    """

    def update_settings(self, settings: BaseSettings) -> None:
        settings.set("USER_AGENT", user_agent(str(settings.get("CONTACT") or "")), priority="project")
        headers = {**settings["DEFAULT_REQUEST_HEADERS"], "Accept-Encoding": settings["ACCEPT_ENCODING"]}
        settings.set("DEFAULT_REQUEST_HEADERS", headers, priority="project")
        if minutes := settings.getfloat("CRAWL_MINUTES"):
            settings.set("CLOSESPIDER_TIMEOUT", minutes * 60, priority="project")
