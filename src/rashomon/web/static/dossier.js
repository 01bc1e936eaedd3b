// Pages are read without this; it only makes them quicker.
