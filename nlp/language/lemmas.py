"""Resolve the word structure that Dutch treebanks mark in lemmas: `verzekering_maatschappij`, `op_lossen`."""

from __future__ import annotations

MARK = "_"
MIN_SHARED = 2  # letters of the head that must be seen in the form before the form is trusted


def resolve(form: str, lemma: str, upos: str) -> str:
    """Dictionary form of a word whose lemma shows its parts.

    A linking element is taken from the form (`verzekeringsmaatschappijen`, `verzekering_maatschappij` ->
    `verzekeringsmaatschappij`); the particle of a separable verb stays only where the form has it
    (`lossen`, `op_lossen` -> `lossen`; `opgelost` -> `oplossen`).
    """
    parts = lemma.split(MARK)
    if len(parts) == 1 or not all(parts):
        return lemma
    if upos in ("VERB", "AUX"):
        return _separable(form.lower(), parts)
    if upos == "X":  # an abbreviated word group: `o.a.`, `onder_ander`
        return " ".join(parts)
    return _compound(form, parts)


def _separable(form: str, parts: list[str]) -> str:
    *particles, verb = parts
    while particles and not form.startswith("".join(particles)):
        particles = particles[1:]
    return "".join(particles) + verb


def _compound(form: str, parts: list[str]) -> str:
    head = parts[-1]
    start = _start_of(head, form, at_least=1)
    if not start or (form.isupper() and all(part.islower() for part in parts)):
        return "".join(parts)
    first = form[:1] if parts[0][:1].isupper() or form[1:2].isupper() else form[:1].lower()
    return first + form[1:start] + head


def _start_of(head: str, form: str, *, at_least: int) -> int:
    """Where in the form its last part begins: the place that shares most letters with it; 0 when none does."""
    best, place = MIN_SHARED - 1, 0
    for start in range(at_least, len(form)):
        shared = _shared(form[start:].lower(), head.lower())
        if shared > best:
            best, place = shared, start
    return place


def _shared(left: str, right: str) -> int:
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count
