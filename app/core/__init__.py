"""The write path, the log and what every feature stands on; knows no feature."""
