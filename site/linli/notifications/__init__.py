"""What reaches whom: notices, deliveries, channels, outbox, digests."""
