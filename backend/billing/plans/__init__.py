"""The plans that ship with the product, as the admin first sees them. Loading them never overwrites an edited one."""
