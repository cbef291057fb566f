"""The handbook's own search: from the built pages to small files that a reader's browser looks words up in.

`fold` and `linguistics` know words, `extract` reads a page, `impact` weighs every word of every section, `shards` packs
the result, and `site` does it for a whole site. Nothing here knows MkDocs: any built folder of pages will do.
"""
