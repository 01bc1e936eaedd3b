// Pages are read without this; it only makes them quicker.
import "./add.js";
import "./review.js";
import { listen } from "./keys.js";
import { turn } from "./turning.js";

turn();
listen();
