"""Masking of personal data, before anything is stored.

1. `find_personal_data` finds names, numbers, addresses and accounts in a text.
2. `Redactor.redact` masks a whole conversation with pseudonyms that stay the same for the same person.
3. `write_key` stores who is who, encrypted, where somebody asks for it.
"""

from nlp.redact.finder import find_personal_data
from nlp.redact.found import Found
from nlp.redact.key import read_key, write_key
from nlp.redact.lookups import load_lookups
from nlp.redact.people import People
from nlp.redact.redactor import Redacted, Redactor

__all__ = ["Found", "People", "Redacted", "Redactor", "find_personal_data", "load_lookups", "read_key", "write_key"]
