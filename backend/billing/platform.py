"""The installation's own books: what Atelier itself earns, kept in the ledger under an id that is no workspace."""

from uuid import UUID

BOOKS = UUID("00000000-0000-7000-8000-0000000a7e1e")
