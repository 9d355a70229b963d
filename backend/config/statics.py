import re

from servestatic.middleware import ServeStaticMiddleware

_HASHED = re.compile(r"/assets/.+-[A-Za-z0-9_-]{8}\.[a-z0-9]+$")


class StaticFilesMiddleware(ServeStaticMiddleware):
    """Lets browsers keep the front end's files for ever: their names hold the hash of their content."""

    def immutable_file_test(self, path: str, url: str) -> bool:
        return bool(_HASHED.search(url)) or super().immutable_file_test(path, url)
