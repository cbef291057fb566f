"""EDGE: build the languages side by side, each in a process of its own, where static-i18n builds one after another.

A process begins as a copy of this one, so what has been read and checked is shared, and nothing is done twice.
"""

import logging
import os
import signal
import sys
from typing import Any

from mkdocs import utils
from mkdocs.commands.build import build

from .findings import refused
from .messages import say

log = logging.getLogger("mkdocs.handbook")


class SideBySide:
    """The builds of all languages but the first; on a system that cannot copy a process, static-i18n builds them.

    Args:
        config: The configuration, before the first language is built.
    """

    def __init__(self, config: Any) -> None:
        self._plugin = config["plugins"]["i18n"]
        self._children: dict[int, str] = {}
        self._apart = hasattr(os, "fork")
        if not self._apart:
            return
        self._clean = utils.clean_directory
        self._clean(config["site_dir"])
        utils.clean_directory = lambda directory: None  # the languages write into one folder
        for lang in self._plugin.build_languages:
            if lang != self._plugin.current_language:
                sys.stdout.flush()
                sys.stderr.flush()
                child = os.fork()
                if child == 0:
                    os._exit(_built(config, lang))
                self._children[child] = lang

    def wait(self) -> bool:
        """Wait for the other languages, and keep static-i18n from building them again; whether all went well."""
        well = True
        while self._children:
            child, lang = self._children.popitem()
            _, status = os.waitpid(child, 0)
            if status:
                log.error(str(say("the pages in the language '{lang}' were not built", lang=lang)))
                well = False
        self._plugin.building = self._apart
        return well

    def stop(self) -> None:
        """Give the other languages up, so that none of them writes on after the build has failed."""
        while self._children:
            child, _ = self._children.popitem()
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
        self.end()

    def end(self) -> None:
        """Leave everything as it was before."""
        if self._apart:
            self._plugin.building = False
            utils.clean_directory = self._clean


def _built(config: Any, lang: str) -> int:
    """Build one language as static-i18n does; gives an exit code, as this is the end of a process."""
    plugin = config["plugins"]["i18n"]
    plugin.current_language, plugin.building = lang, True
    try:
        build(config)
        return 0
    except SystemExit as stop:
        if stop.code and not isinstance(stop.code, int):
            log.error(str(stop.code))
    except KeyboardInterrupt:
        pass  # the first language says that it was stopped
    except OSError as error:
        log.error(str(refused(error, config["site_dir"])))
    except Exception as error:
        log.error(str(error))
    finally:
        logging.shutdown()
        sys.stdout.flush()
        sys.stderr.flush()
    return 1
