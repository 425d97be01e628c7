"""Opinions about visits, measured so that the visited officer can neither shape nor read them."""
