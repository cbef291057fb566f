"""Slides made from what the pages say already: an outline of each deck, and the forms it is written in."""
