"""Do the two languages still say the same? What was compared, what has changed since, and on which side.

`sections` takes pages and data apart; `records` keeps what stood there when somebody last compared the two
languages; `changes` tells a mended comma from a changed claim; `state` says for the whole handbook what has moved on.
"""
