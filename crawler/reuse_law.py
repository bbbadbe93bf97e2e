"""Whose law says what: whether pages that reserve their reuse are left out. Pure, but for `machine_zone`."""

import os
from pathlib import Path

from babel.core import get_global

__all__ = ["MODES", "country_of", "machine_zone", "respects"]

MODES = ("law", "respect", "record", "ignore")

RESERVABLE = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO".split()
)
"""The European Economic Area, where directive 2019/790, article 4(3), lets publishers reserve text and data mining."""


def respects(mode: str, country: str | None) -> bool:
    """Whether a page that reserves its reuse is left out.

    >>> respects("law", "FR"), respects("law", "CH"), respects("law", None), respects("record", "FR")
    (True, False, False, False)

    :param mode: the REUSE_SIGNALS setting
    """
    return mode == "respect" or (mode == "law" and country in RESERVABLE)


def country_of(setting: str, zone: str | None) -> str | None:
    """The user's country: as set, else by the time zone of the machine; None where that tells nothing.

    >>> country_of("", "Europe/Paris"), country_of("ch", "Europe/Paris"), country_of("", "Etc/UTC")
    ('FR', 'CH', None)
    """
    if setting:
        return setting.strip().upper()
    territory = get_global("zone_territories").get(zone or "")
    return None if territory in (None, "ZZ", "001") else str(territory)


def machine_zone() -> str | None:
    """The IANA name of the machine's time zone; the same for cron as for a shell, which a locale is not."""
    if zone := os.environ.get("TZ", "").lstrip(":"):
        return zone
    try:
        return str(Path("/etc/localtime").resolve()).partition("zoneinfo/")[2] or None
    except OSError:
        return None
