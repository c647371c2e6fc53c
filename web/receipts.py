"""Messages to the next page, encrypted: they name files, and a file name may hold a person's name."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.session import SessionStorage

from web import vault


class SealedStorage(SessionStorage):
    """Messages in the session, which lies in the database, readable with the key of the data folder only."""

    def serialize_messages(self, messages: Any) -> Any:
        return vault.seal_text(super().serialize_messages(messages))

    def deserialize_messages(self, data: Any) -> Any:
        return super().deserialize_messages(vault.unseal_text(data)) if data else None
