"""Train the reader on the project's own corpus: ``python -m training`` (extra ``train``)."""
