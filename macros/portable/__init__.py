"""The handbook without MkDocs: an engine makes HTML of each page's Markdown, and everything else is done here.

`staging` writes what the engine reads, `zensical` runs it, `extension` is what our Markdown needs inside it, `pages`
puts what comes back into the frame of `overrides/`. An engine is replaced by writing another `zensical`: all that is
asked of it is an `Article` for each page.
"""
