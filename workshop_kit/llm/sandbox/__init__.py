"""The sandbox: one ASGI application between every lesson and every model."""
