"""The playbooks as files: `<key>.json` beside the schema they follow, and the code that checks them."""
