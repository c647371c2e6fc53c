"""Errors of the room `outputs`, all with a Dutch sentence for staff.

OutputError                a result cannot be written as asked
├── NotVerbatimError       a quote is not found, character by character, in its source
├── NotMaskedError         a conversation was not masked; nothing is written
└── StyleError             a house style is wrong: unknown colour, too little contrast
"""

from __future__ import annotations

from corpora.errors import StadsgesprekError


class OutputError(StadsgesprekError):
    """A result cannot be written as asked."""


class NotVerbatimError(OutputError):
    """A quote is not found, character by character, in its source."""


class NotMaskedError(OutputError):
    """A conversation was not masked."""


class StyleError(OutputError):
    """A house style is wrong."""
