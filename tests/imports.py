"""The arrows between the modules of a package, read from its source: plain, lazy, for types only, and by a name in a string."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path


def sources(package: Path) -> dict[str, str]:
    """The source of every module of a package by its dotted name; a package's own module has the package's name."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = [package.name, *path.relative_to(package).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


def arrows(modules: Mapping[str, str]) -> dict[str, set[str]]:
    """Each module with those that it imports, wherever and however it does so."""
    return {name: set(_imported(name, source, modules)) - {name} for name, source in modules.items()}


def circles(graph: Mapping[str, set[str]]) -> list[set[str]]:
    """The sets of modules that import each other in a circle (Tarjan's strongly connected components of more than one)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[set[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in sorted(graph.get(name, ())):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            place = stack.index(name)
            members = set(stack[place:])
            del stack[place:]
            if len(members) > 1:
                found.append(members)

    for name in graph:
        if name not in order:
            visit(name)
    return found


def _imported(name: str, source: str, modules: Mapping[str, str]) -> Iterator[str]:
    package = name if _is_package(name, modules) else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            target = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield from _known(f"{target}.{alias.name}", modules) or _known(target, modules)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield from _known(alias.name, modules)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(r"\w+(\.\w+)+", node.value):
            yield from _known(node.value, modules)  # "ecocheck.reports.progress": a module named by a string
        elif isinstance(node, ast.Call) and _name_of(node.func).endswith("import_module") and node.args:
            yield from _named_by(node.args[0], package, modules)


def _named_by(word: ast.expr, package: str, modules: Mapping[str, str]) -> Iterator[str]:
    """The modules that the argument of `import_module` may name: all that fit, where parts of it are filled in later.

    A plain variable tells nothing here; the table that it comes from is read as strings.
    """
    if not isinstance(word, ast.JoinedStr | ast.Constant):
        return
    parts = word.values if isinstance(word, ast.JoinedStr) else [word]
    pattern = "".join(
        re.escape(part.value) if isinstance(part, ast.Constant) and isinstance(part.value, str) else r"[\w.]+" for part in parts
    )
    if pattern.startswith(r"\."):
        pattern = re.escape(package) + pattern
    yield from (module for module in modules if re.fullmatch(pattern, module))


def _known(name: str, modules: Mapping[str, str]) -> list[str]:
    return [name] if name in modules else []


def _is_package(name: str, modules: Mapping[str, str]) -> bool:
    return any(other.startswith(f"{name}.") for other in modules)


def _name_of(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
