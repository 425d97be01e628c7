"""The post's part: manifests that both sides sign, deliveries, attempts, returns."""
