"""What is kept, and how it is read. Never imports `crawler`."""
