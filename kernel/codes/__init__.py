"""Barcodes: their digits, what a scanner makes of them, their serial numbers."""
