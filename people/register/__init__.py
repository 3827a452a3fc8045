"""The register of persons and units, their passes and PINs."""
