// Pages are read without this; it only makes them quicker.
import "./add.js";
import "./review.js";
