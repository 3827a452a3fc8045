"""The journal: canonical bodies under a Merkle tree (RFC 9162), and their verification."""
