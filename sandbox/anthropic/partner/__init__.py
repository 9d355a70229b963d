"""The scripted partner. It knows its playbook and the request in front of it, and remembers nothing between
requests."""
