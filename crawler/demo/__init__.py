"""The bundled magazine: what `scrapy crawl articles` crawls where there is no sites.toml.

"L'Écho du fournil" is invented, written for Kiosque, and served by a small HTTP server on a free loopback
port. It lives under host names that cannot exist (RFC 2606, `.example`); the server is an HTTP forward
proxy for just those names, so that addresses in the archive do not depend on the port:

>>> with serve() as magazine:
...     magazine.proxy.startswith("http://127.0.0.1:"), magazine.url
(True, 'http://www.echo-du-fournil.example/')
"""

from crawler.demo.magazine import HOME, HOSTS, NAME
from crawler.demo.server import Magazine, serve

__all__ = ["HOME", "HOSTS", "NAME", "Magazine", "serve"]
