"""The Scrapy project: finds articles (discovery), fetches them, understands them (extraction)."""
