"""The pytest plugin: rule files and expectation files as tests, and defaults for the assertions.

It does nothing, and imports nothing else of ecocheck, unless a project asks for it by `ecocheck_rules` in its pytest settings:

    [tool.pytest.ini_options]
    ecocheck_rules = ["rules/my-plan"]     # folders or files of rules, or names of shipped plans; [] for none
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from .pytest_items import Collecting

ENDINGS = (".ecocheck.yaml", ".ecocheck.yml")
_KEY: pytest.StashKey[Collecting] = pytest.StashKey()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("ecocheck", "checks against environmental protection plans")
    group.addoption("--ecocheck-plan", default=None, metavar="NAME", help="plan (or folder of rules) where a test names none")
    group.addoption(
        "--ecocheck-as-of", default=None, metavar="DATE", help="the day judged where neither test nor record names one"
    )
    group.addoption(
        "--ecocheck-lang", default=None, choices=("zh", "en"), help="language of messages (else the setting ecocheck_lang)"
    )
    parser.addini(
        "ecocheck_rules", "rule folders, rule files or plan names to collect; turns the plugin on", "linelist", default=None
    )
    parser.addini("ecocheck_lang", "language of messages: zh or en", default="zh")


def pytest_configure(config: pytest.Config) -> None:
    named = config.getini("ecocheck_rules")
    if named is None:
        return
    from .pytest_items import Collecting

    collecting = Collecting(config, [str(name) for name in named])
    config.stash[_KEY] = collecting
    collecting.set_defaults()
    # Without paths on the command line, rules outside the usual test paths are collected as well.
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args.extend(path for path in collecting.paths_outside(config.args) if path not in config.args)


def pytest_unconfigure(config: pytest.Config) -> None:
    collecting = config.stash.get(_KEY, None)
    if collecting is not None:
        collecting.reset_defaults()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    collecting = parent.config.stash.get(_KEY, None)
    if collecting is None or file_path.suffix not in (".yaml", ".yml"):
        return None
    return collecting.collector(file_path, parent, file_path.name.endswith(ENDINGS))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """Notes which rules and outcomes a test asserted, where every process of a parallel run can send it: in its properties."""
    collecting = item.config.stash.get(_KEY, None)
    if collecting is None:
        return (yield)
    with collecting.watching(item):
        return (yield)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    collecting = config.stash.get(_KEY, None)
    if collecting is not None:
        collecting.summarise(terminalreporter)
