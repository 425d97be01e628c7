"""The server's memory: backups and their return, signed checkpoints of the audit log, how the machine is."""
