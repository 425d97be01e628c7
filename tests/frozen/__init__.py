"""The frozen bodies of every command type and version, in one history that can be played again."""
