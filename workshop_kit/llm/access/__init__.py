"""How a client reaches the sandbox: in this process, beside it, or on the hub."""
