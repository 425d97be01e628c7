"""People of the ward: who they are, where they live, whom to call, what they agreed to."""
