"""One module a format; each writes the events that a query found to a binary stream."""
