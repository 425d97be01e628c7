"""The seven forms of the one-stop mechanism: what each says of a dossier, how it becomes a sheet, a PDF, a table."""
