"""Kiosque's settings: ours first, then how we set Scrapy's.

Any of them can be given on the command line (`scrapy crawl articles -s DOWNLOAD_DELAY=5`). The six that differ
from one person to the next may also be environment variables with `KIOSQUE_` before the name, which suits cron.
"""

import os

from crawler.identity import user_agent


def _own(name: str, default: str = "") -> str:
    return os.environ.get(f"KIOSQUE_{name}", default)


# --- Ours -----------------------------------------------------------------------------------------------------

# The folder of the archive: archive.db and captures/. It is the backup unit.
ARCHIVE_DIR = _own("ARCHIVE_DIR", "data")

# The sites to crawl. Where there is no such file, `scrapy crawl articles` takes the bundled magazine.
SITES_FILE = _own("SITES_FILE", "sites.toml")

# How the people who run a site reach you, an e-mail address or a URL: it goes into the User-Agent.
CONTACT = _own("CONTACT")

# What is told when a site begins to need attention (and when it is well again): a command that reads the message
# on its standard input, `mailto:me@example.org` (with the MAIL_* settings) or the http(s) address of a webhook.
NOTIFY = _own("NOTIFY")

# A run ends cleanly after this many minutes; what is left is for the next run. 0: no limit.
CRAWL_MINUTES = 0

# Pages that one run may ask of one site (a site's own `budget` goes before it). 0: no limit.
CRAWL_BUDGET = 0

# What pages and sites say about reuse, apart from robots.txt (X-Robots-Tag, meta robots, tdm-reservation, tdmrep.json):
# `record` keeps it with each capture and shows it per site; `respect` also leaves out what says noarchive or reserves
# its rights to text and data mining; `law` respects it where COUNTRY is in the European Economic Area, whose law lets
# publishers reserve that (EU directive 2019/790, article 4), else records; `ignore` does neither.
REUSE_SIGNALS = _own("REUSE_SIGNALS", "law")

# Where you are, two letters such as FR: whose law `REUSE_SIGNALS = law` asks. Empty: by the machine's time zone.
COUNTRY = _own("COUNTRY")

# The longest pause that a robots.txt Crawl-delay can ask for, in seconds. Above it the site is crawled at this
# pace: some files say 3600 to all robots, which would take years for one archive.
CRAWL_DELAY_MAX = 60.0

# A site that answers slowly is asked more slowly: the pause grows to this many times its answer time.
PACE_ANSWER_TIMES = 1.0

# Longest single wait inside a run that a 429 or 503 can ask for (Retry-After), in seconds. A longer one is kept
# in the archive, and the site is left alone until then, by the next runs as well.
PACE_WAIT_MAX = 120.0

# For so many seconds a site that does not answer any more is asked now and then (after 2, 4, 8 ... seconds) before it
# is left alone: a laptop that wakes up takes some to find its network again, and a server some to start.
PACE_PATIENCE = 30.0

# Loopback, private and link-local addresses are refused, unless the site itself is on such a host.
PRIVATE_ADDRESSES_REFUSED = True

# Sitemaps may be 50 MB (sitemaps.org); pages may not: see DOWNLOAD_MAXSIZE.
SITEMAP_MAXSIZE = 52_428_800

# Pages and articles, while the crawl runs: a table on a terminal, elsewhere a line every LOGSTATS_INTERVAL.
PROGRESS = True

# How pages are asked for: `identity`, as they are, or `gzip`. A capture is what the server sent, byte for byte, and
# what was compressed on the way cannot be packed behind the site's dictionary: two sites took 0.12 and 0.79 MB of
# captures as they are, 0.49 and 1.6 MB with gzip. The price is four to five times the bytes on the way, some 60 kB/s
# at a page a second; Heritrix, the Internet Archive's crawler, asks so too. On a slow or metered line: gzip.
ACCEPT_ENCODING = "identity"

# The bundled magazine's state: in 2, one article has been edited and one withdrawn since 1.
DEMO_STATE = 1

# --- Scrapy's: the project -----------------------------------------------------------------------------------

BOT_NAME = "kiosque"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
COMMANDS_MODULE = "crawler.commands"
# Turns CONTACT into the User-Agent and CRAWL_MINUTES into a limit, wherever they were set.
ADDONS = {"crawler.identity.Identity": 0}
USER_AGENT = user_agent(CONTACT)
EXTENSIONS = {"crawler.progress.Progress": 0}

# --- Scrapy's: politeness ------------------------------------------------------------------------------------

ROBOTSTXT_OBEY = True
# Seconds between two requests to a host; 0 turns the pause off (and then nothing adapts it).
DOWNLOAD_DELAY = 1.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Requests that wait for their host's turn count too: two of each of 128 sites.
CONCURRENT_REQUESTS = 256
DOWNLOAD_TIMEOUT = 45
RETRY_TIMES = 2
RETRY_GIVE_UP_LOG_LEVEL = "INFO"
# 429 and 503 are the pace middleware's: they say when to come back.
RETRY_HTTP_CODES = [500, 502, 504, 520, 521, 522, 523, 524, 408]
# No state is carried from page to page, so that a page is the same whatever was fetched before it.
COOKIES_ENABLED = False
# No page is told from where we came.
REFERRER_POLICY = "no-referrer"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": ACCEPT_ENCODING,
}

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    "crawler.middlewares.reuse.ReuseMiddleware": 555,
    # Between Scrapy's retry (550) and redirect (600): it sees every attempt, and each answer after decompression.
    "crawler.middlewares.pace.PaceMiddleware": 560,
    # Nearer to the wire than decompression (590): what only claims to be compressed is told from what was cut.
    "crawler.middlewares.whole.WholeMiddleware": 595,
    "crawler.middlewares.codings.CodingMiddleware": 596,
    # Behind the proxy's (750), so that it knows who resolves the name.
    "crawler.middlewares.limits.LimitsMiddleware": 760,
    "crawler.middlewares.wire.WireMiddleware": 900,
}

# --- Scrapy's: safety ----------------------------------------------------------------------------------------

# One document, after decompression; 600 kB of gzip can hold a gigabyte.
DOWNLOAD_MAXSIZE = 16_777_216
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_HANDLERS = {
    "http": "crawler.heads.HeadKeepingHandler",
    "https": "crawler.heads.HeadKeepingHandler",
    **dict.fromkeys(("file", "data", "ftp", "s3")),
}
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
REDIRECT_MAX_TIMES = 8
# Where a page sends its readers on is read as part of the page.
METAREFRESH_ENABLED = False
URLLENGTH_LIMIT = 2083

# --- Scrapy's: memory and words ------------------------------------------------------------------------------

# The frontier in archive.db knows what was asked; a second memory of it would only grow.
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 20_000_000
FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "WARNING"
LOG_SHORT_NAMES = True
# What a page answered is for the spider to judge: 304, 404 and 410 say something about an article.
HTTPERROR_ALLOW_ALL = True

# --- Scrapy's: what comes of an answer -----------------------------------------------------------------------

ITEM_PIPELINES = {"crawler.pipelines.store.StorePipeline": 500}
# Processes that read pages; the crawl itself keeps one core busy at most. 0: it reads them too (one page that
# ends the process then ends the crawl).
EXTRACT_PROCESSES = 2
