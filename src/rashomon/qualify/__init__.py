"""Attribution in, `Standing` out: asserted, denied, doubted, predicted, wished."""
