"""Every screen of the product, listed once: `make screenshots` draws them, tests/journeys/test_reach.py judges them."""
