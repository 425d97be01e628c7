"""Questions over all features: numbers of a weekend, the audit log, stories of entities, codes."""
