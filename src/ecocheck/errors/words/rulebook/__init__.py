"""Rule files and what stands in them, a file a subject."""

from . import conditions, documents, targets, vocabulary

WORDS = conditions.WORDS | documents.WORDS | targets.WORDS | vocabulary.WORDS
