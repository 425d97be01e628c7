"""Bad luck by the seed: a state machine drives the real server as phones, the office and accidents would."""
