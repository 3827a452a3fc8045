"""The Merkle tree of RFC 9162, section 2.1, over SHA-256: roots, a frontier that grows, proofs and their checks."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(body: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Frontier:
    """The roots of a tree's full subtrees, the largest first: all that appending needs."""

    size: int
    peaks: tuple[bytes, ...]

    def push(self, leaf: bytes) -> "Frontier":
        """The frontier of the tree with one more leaf hash."""
        peaks, size = list(self.peaks), self.size
        node = leaf
        while size & 1:
            node = node_hash(peaks.pop(), node)
            size >>= 1
        return Frontier(self.size + 1, (*peaks, node))

    def root(self) -> bytes:
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node

    def packed(self) -> bytes:
        return b"".join(self.peaks)

    @classmethod
    def unpacked(cls, size: int, packed: bytes) -> "Frontier":
        """Raises ValueError where the bytes cannot be the frontier of a tree of this size."""
        if size < 0 or len(packed) != size.bit_count() * WIDTH:
            raise ValueError("the frontier does not fit the size of the tree")
        return cls(size, tuple(packed[start : start + WIDTH] for start in range(0, len(packed), WIDTH)))


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes."""
    frontier = Frontier(0, ())
    for leaf in leaves:
        frontier = frontier.push(leaf)
    return frontier.root()


def _split(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_path(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that prove leaf `index` to be in the tree, the lowest first (RFC 9162, 2.1.3.1)."""
    if len(leaves) <= 1:
        return []
    k = _split(len(leaves))
    if index < k:
        return [*inclusion_path(leaves[:k], index), root_of(leaves[k:])]
    return [*inclusion_path(leaves[k:], index - k), root_of(leaves[:k])]


def consistency_path(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The hashes that prove the tree of `old_size` leaves to be the beginning of this one (RFC 9162, 2.1.4.1)."""
    return _subproof(leaves, old_size, is_whole=True)


def _subproof(leaves: Sequence[bytes], m: int, *, is_whole: bool) -> list[bytes]:
    if m == len(leaves):
        return [] if is_whole else [root_of(leaves)]
    k = _split(len(leaves))
    if m <= k:
        return [*_subproof(leaves[:k], m, is_whole=is_whole), root_of(leaves[k:])]
    return [*_subproof(leaves[k:], m - k, is_whole=False), root_of(leaves[:k])]


def is_included(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Check an inclusion proof: RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    fn, sn, node = index, size - 1, leaf
    for step in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            node = node_hash(step, node)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            node = node_hash(node, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and node == root


def is_consistent(old_size: int, size: int, old_root: bytes, root: bytes, path: Sequence[bytes]) -> bool:
    """Check a consistency proof between two trees, the old one not empty: RFC 9162, 2.1.4.2."""
    if not 0 < old_size <= size:
        return False
    if old_size == size:
        return not path and old_root == root
    steps = [old_root, *path] if old_size & (old_size - 1) == 0 else list(path)
    if not steps:
        return False
    fn, sn = old_size - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old, new = node_hash(step, old), node_hash(step, new)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and old == old_root and new == root
