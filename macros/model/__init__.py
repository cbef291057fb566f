"""What the data may say: one pydantic model a kind. No files, no MkDocs, no Jinja in here."""
