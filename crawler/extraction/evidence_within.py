"""What speaks for and against each block once the node that holds the article is known.

How many steps up and down lead from that container to the block, what elements are passed on the way,
and whether the block comes before the text begins or after it ends.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from crawler.extraction.blocks import Blocks
from crawler.extraction.evidence import DISTANCES, named
from crawler.extraction.tokens import roles_of
from crawler.extraction.tree import Tree
from crawler.extraction.weights import Note, note

__all__ = ["evidence_within"]

#: Steps up from the container to what holds a node as well, steps down from there, roles on that way.
Way = tuple[int, int, int]


def evidence_within(blocks: Blocks, container: int) -> list[tuple[Note, Note]]:
    """What can be said of each block once the node that holds the article is known."""
    tree = blocks.tree
    ways = _ways_up(tree, container)
    end = tree.ends[container]
    inside = [
        at for at, node in enumerate(blocks.nodes) if container <= node < end and blocks.kinds[at] == "P"
    ]
    first = inside[0] if inside else 0
    last = next((at for at in reversed(inside) if blocks.sizes[at] > 120), len(blocks.sizes))
    found = []
    for at, node in enumerate(blocks.nodes):
        up, down, roles = _way(blocks, ways, node)
        place = _place(
            min(up, 6),
            min(down, 4),
            bisect_right(DISTANCES, first - at) if at < first else -1,
            bisect_right(DISTANCES, at - last) if at > last else -1,
        )
        found.append((place, named("within", roles | _piece_roles(tree, blocks.numbers[at], node))))
    return found


def _ways_up(tree: Tree, container: int) -> dict[int, Way]:
    """The ways from the container to itself and to what it stands in."""
    ways: dict[int, Way] = {}
    while container >= 0:
        ways[container] = len(ways), 0, 0
        container = tree.parents[container]
    return ways


def _way(blocks: Blocks, ways: dict[int, Way], node: int) -> Way:
    """The way from the container to a node.

    :param ways: those that are known; each that is passed is added
    """
    below = []
    while node not in ways:
        below.append(node)
        node = blocks.tree.parents[node]
    way = ways[node]
    for inner in reversed(below):
        up, down, roles = way
        way = ways[inner] = up, down + 1, roles | blocks.roles[inner]
    return way


def _piece_roles(tree: Tree, block: int, node: int) -> int:
    """The roles of inline elements that hold the whole of a block."""
    inner = tree.piece_nodes[tree.block_starts[block]]
    if inner == node:
        return 0
    if any(
        inner != other for other in tree.piece_nodes[tree.block_starts[block] : tree.block_starts[block + 1]]
    ):
        return 0
    roles = 0
    while inner > node:
        roles |= roles_of(tree.tags[inner], tree.names[inner])
        inner = tree.parents[inner]
    return roles


@lru_cache(maxsize=4096)
def _place(up: int, down: int, before: int, after: int) -> Note:
    place = f"start:{before}" if before >= 0 else f"end:{after}" if after >= 0 else "amid"
    return note(
        f"up:{up}", f"up+down:{min(up, 5)}:{down if up < 5 else 0}", place, f"{place[:3]}:{min(up, 2)}"
    )
