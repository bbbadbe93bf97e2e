"""Articles per month as a small inline SVG: no script, no colours of its own (the style sheet's)."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup, escape

from archive.datasette.language import Language

__all__ = ["months_chart"]

WIDTH, HEIGHT, FOOT = 600, 96, 18
MAX_BARS = 120


def months_chart(counts: Sequence[tuple[str, int]], words: Language, link: str = "") -> Markup | None:
    """A bar a month; a bar a year where there would be more than `MAX_BARS`; None for less than two months.

    :param counts: (`2020-10`, articles), in order
    """
    bars = _filled(counts)
    if len(bars) < 2:
        return None
    top = max(count for _, count in bars)
    width = WIDTH / len(bars)
    drawn = Markup("").join(
        Markup('<rect x="{}" y="{}" width="{}" height="{}"><title>{}: {}</title></rect>').format(
            f"{index * width:.2f}",
            f"{HEIGHT - HEIGHT * count / top:.2f}",
            f"{max(width - 1, 0.6):.2f}",
            f"{HEIGHT * count / top:.2f}",
            words.day(when),
            words.number(count),
        )
        for index, (when, count) in enumerate(bars)
        if count
    )
    label = words.text(
        "Articles per month, %(first)s to %(last)s; most in one: %(most)s",
        first=words.day(bars[0][0]),
        last=words.day(bars[-1][0]),
        most=words.number(top),
    )
    return Markup(
        '<svg class="chart" role="img" viewBox="0 0 {} {}" preserveAspectRatio="none" aria-label="{}">{}</svg>'
        '<p class="axis" aria-hidden="true"><span>{}</span><span>{}</span></p>'
    ).format(WIDTH, HEIGHT, label, drawn, escape(words.day(bars[0][0])), escape(words.day(bars[-1][0])))


def _filled(counts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """With the months between that have none; by year when they are many."""
    known = {month: count for month, count in counts if month[:4].isdecimal() and "01" <= month[5:7] <= "12"}
    if not known:
        return []
    first, last = min(known), max(known)
    span = [
        f"{year:04}-{month:02}"
        for year in range(int(first[:4]), int(last[:4]) + 1)
        for month in range(1, 13)
        if first <= f"{year:04}-{month:02}" <= last
    ]
    if len(span) <= MAX_BARS:
        return [(month, known.get(month, 0)) for month in span]
    years: Counter[str] = Counter({month[:4]: 0 for month in span})
    for month, count in known.items():
        years[month[:4]] += count
    return sorted(years.items())
