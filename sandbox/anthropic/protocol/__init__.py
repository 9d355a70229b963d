"""What the Messages API accepts, refuses and reports, and nothing about what is said in it."""
