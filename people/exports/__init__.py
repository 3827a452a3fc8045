"""The register of printed papers: number, hand, marking, hash, and the sheets as they were printed."""
