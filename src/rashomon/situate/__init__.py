"""Text and mentions in, times and places out: when (EDTF) and where (GeoNames)."""
