"""The register of printed papers: every printing with its number, its hash and whose hand it was."""
