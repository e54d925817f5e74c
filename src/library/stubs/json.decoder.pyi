"""json.decoder."""

from json import JSONDecodeError as JSONDecodeError
