"""Where a reader reaches those who make the handbook: the files it is made from, its issues, and a mail address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

DOCS = "docs/"
_LF, _CRLF = "\n", "\r\n"


@dataclass(frozen=True)
class Outside:
    """What the settings of the site say about it; each is empty when there is none.

    Attributes:
        repository: Address of the repository on the web.
        edit_uri: What stands between that address and the name of a file in `docs/`, such as `edit/main/docs/`.
        mail: Address for letters from readers.
    """

    repository: str = ""
    edit_uri: str = ""
    mail: str = ""

    def edit_url(self, file: str) -> str:
        """Where a file can be changed in a browser; empty when that is nowhere.

        Args:
            file: Path of a file under `docs/`, relative to the repository.
        """
        if not (self.repository and self.edit_uri):
            return ""
        base = self.repository if self.edit_uri.startswith(("?", "#")) else self.repository.rstrip("/") + "/"
        # As MkDocs makes the address of a page's file.
        return urljoin(urljoin(base, self.edit_uri), quote(file.removeprefix(DOCS)))

    def issue_url(self, form: str) -> str:
        """Where an issue is written on a form of the repository; empty where there are no such forms.

        Args:
            form: Name of the form's file in `.github/ISSUE_TEMPLATE`.
        """
        host = urlsplit(self.repository).hostname or ""
        if host != "github.com" and not host.startswith("github."):
            return ""
        return f"{self.repository.rstrip('/')}/issues/new?{_query({'template': form})}"

    def mail_url(self, subject: str, body: str) -> str:
        """A link that begins a letter; empty when there is no address to write to."""
        if not self.mail:
            return ""
        return f"mailto:{quote(self.mail, safe='@')}?{_query({'subject': subject, 'body': body})}"


def _query(values: Mapping[str, str]) -> str:
    """As links to letters want it: a space is `%20`, and a line ends with two signs."""
    return "&".join(f"{name}={quote(_CRLF.join(value.split(_LF)), safe='')}" for name, value in values.items())
