"""Staff, their roles and areas, sign-in, and the phones they have enrolled."""
