"""Which pages that were read show the same article, whatever their addresses are."""

from collections import defaultdict
from collections.abc import Iterable

from crawler.discovery.evidence import resemblance
from crawler.discovery.known import Known

__all__ = ["alike", "is_sample", "same_text"]

FEW_WORDS = 25  # equal texts shorter than this may be two notices
COMPARED = 5  # texts of one title that a page is compared with, paragraph by paragraph; more have but the site's name


def same_text(one: Known, other: Known) -> bool:
    """Whether two addresses that were asked for show the same article: one leads to the other, or the texts agree."""
    if one.target == other.url or other.target == one.url or (one.target and one.target == other.target):
        return True
    left, right = one.evidence, other.evidence
    if left is None or right is None:
        return False
    if left.text or right.text:
        return left.text == right.text or resemblance(left.parts, right.parts) >= 0.6
    return False


def is_sample(page: Known) -> bool:
    """Whether what a page showed proves anything of its address: an article by its looks, or a redirect."""
    if page.evidence is None:
        return page.state == "alias" and page.target is not None
    seen = page.evidence
    return (
        bool(seen.text) and not seen.wall and seen.signs.words >= FEW_WORDS and (seen.own or seen.score > 0)
    )


def alike(pages: Iterable[Known]) -> list[list[Known]]:
    """Pages in groups that show one text each."""
    groups: list[list[Known]] = []
    by_text: dict[str, list[Known]] = {}
    by_title: dict[str, list[list[Known]]] = defaultdict(list)
    for page in pages:
        text = page.evidence.text if page.evidence else f"at {page.target}"
        title = page.evidence.title if page.evidence else ""
        near = by_title[title] if len(by_title[title]) <= COMPARED else []
        found = by_text.get(text) or next((one for one in near if same_text(one[0], page)), None)
        if found is None:
            found = []
            groups.append(found)
            by_title[title].append(found)
        found.append(page)
        by_text[text] = found
    return groups
