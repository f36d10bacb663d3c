"""The questions as one web page that needs nothing else: no network, no library, no server."""
