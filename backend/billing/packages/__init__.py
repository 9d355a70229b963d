"""The packages that ship with the product, and the forms that are asked before one is quoted."""
