"""Lemmas by edit scripts: what is cut off a form's end and what is put there.

A script is ``l2:y`` (lower case, cut two signs, add "y"), ``l*:be`` (the whole form becomes "be") or ``k0:``
(kept as it is); the net chooses among those seen in the treebanks.
"""

from __future__ import annotations


def apply_script(script: str, form: str) -> str:
    """The lemma that ``script`` makes of ``form``; the form itself where the script cuts too much.

    >>> apply_script("l4:", "running"), apply_script("l*:be", "was"), apply_script("k0:", "Paris")
    ('run', 'be', 'Paris')
    """
    cut, _, ending = script.partition(":")
    if cut == "l*":
        return ending
    base = form.lower() if cut[0] == "l" else form
    size = int(cut[1:])
    return base[: len(base) - size] + ending if size < len(base) else base
