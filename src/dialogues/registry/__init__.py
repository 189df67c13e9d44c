"""The registry: records, their collections, and what is asked of them."""
