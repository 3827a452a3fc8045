"""The tree against the reference roots of Certificate Transparency and against a naive reading of RFC 9162."""

import hashlib

import pytest

from kernel.journal import merkle

INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(n).encode()) for n in range(count)]


def naive_root(hashes: list[bytes]) -> bytes:
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(hashes[:k]) + naive_root(hashes[k:])).digest()


def test_roots_are_those_of_certificate_transparency() -> None:
    hashes = [merkle.leaf_hash(bytes.fromhex(text)) for text in INPUTS]
    assert [merkle.root_of(hashes[: n + 1]).hex() for n in range(8)] == ROOTS


@pytest.mark.parametrize("size", range(34))
def test_the_frontier_gives_the_naive_root_and_survives_packing(size: int) -> None:
    frontier = merkle.Frontier(0, ())
    for leaf in leaves(size):
        frontier = merkle.Frontier.unpacked(frontier.size, frontier.packed()).push(leaf)
    assert frontier.root() == naive_root(leaves(size))


def test_a_frontier_of_another_size_is_refused() -> None:
    with pytest.raises(ValueError, match="frontier"):
        merkle.Frontier.unpacked(3, b"\x00" * 32)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_proves_its_place_and_no_other(size: int) -> None:
    hashes = leaves(size)
    root = merkle.root_of(hashes)
    for index in range(size):
        path = merkle.inclusion_path(hashes, index)
        assert merkle.is_included(hashes[index], index, size, path, root)
        assert not merkle.is_included(merkle.leaf_hash(b"other"), index, size, path, root)
        assert not merkle.is_included(hashes[index], index + 1, size, path, root)
        assert not merkle.is_included(hashes[index], index, size, [*path, root], root)
        if path:
            assert not merkle.is_included(hashes[index], index, size, [*path[:-1], b"\x00" * 32], root)


@pytest.mark.parametrize("size", range(1, 34))
def test_every_earlier_tree_is_the_beginning_of_the_later(size: int) -> None:
    hashes = leaves(size)
    root = merkle.root_of(hashes)
    for old in range(1, size + 1):
        old_root = merkle.root_of(hashes[:old])
        path = merkle.consistency_path(hashes, old)
        assert merkle.is_consistent(old, size, old_root, root, path)
        assert not merkle.is_consistent(old, size, b"\x01" * 32, root, path)
        assert not merkle.is_consistent(old, size, old_root, b"\x01" * 32, path)
        assert not merkle.is_consistent(old, size, old_root, root, [*path, root])
