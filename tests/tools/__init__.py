"""What the tests themselves stand on, and tests of the project's tools."""
