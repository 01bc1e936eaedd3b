"""When and where: time expressions as EDTF, places as GeoNames entries."""
