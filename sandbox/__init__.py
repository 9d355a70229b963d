"""Local doubles of outside services. Each speaks its vendor's documented protocol over HTTP and knows nothing of
the product."""
