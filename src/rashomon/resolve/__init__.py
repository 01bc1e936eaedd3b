"""Mentions and voices in, entities, speakers, claims and actors out."""
