# Asks for a name and a page at import, as a program that phones home would.
# mark: 0
# says: not run
# load: load-error
import urllib.request

urllib.request.urlopen("http://192.0.2.1/results?mark=10", timeout=5)
