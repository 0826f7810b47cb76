"""Small files, short functions, and a sentence at the head of each module."""

import ast
import itertools
import warnings

from tests.architecture.tree import all_modules, modules

LONGEST_FILE = 400
LONGEST_FUNCTION = 50
SHARE_OF_LONG_FUNCTIONS = 0.012


def test_files_are_short():
    assert [f"{module}: {module.lines}" for module in all_modules() if module.lines > LONGEST_FILE] == []


def test_functions_are_short():
    """A few may be longer, as many as in the best of the projects we learn from; each is named in a warning."""
    count, long = 0, []
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                count += 1
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long.append(f"{module}: {node.name} has {lines} lines")
    for text in long:
        warnings.warn(text, stacklevel=1)
    assert len(long) <= count * SHARE_OF_LONG_FUNCTIONS, long


def test_modules_say_what_lives_in_them():
    assert [str(module) for module in modules() if not ast.get_docstring(module.tree)] == []


def test_lines_are_not_folded_by_hand_into_one():
    """A semicolon between statements hides code from a reader."""
    assert [
        f"{module}:{a.lineno}"
        for module in modules()
        for body in (getattr(node, "body", None) for node in ast.walk(module.tree))
        if isinstance(body, list)
        for a, b in itertools.pairwise(body)
        if a.end_lineno == b.lineno
    ] == []
