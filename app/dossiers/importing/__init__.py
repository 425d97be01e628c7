"""Spreadsheets that come back from the provincial system: read with distrust, shown row by row, done by commands."""
