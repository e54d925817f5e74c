"""A parcel depot, as a package. python3 app.py [port]"""
import sys
from http.server import ThreadingHTTPServer

import depot.settings as settings
from depot import DepotHandler, state


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else settings.PORT
    state.receive("Ulm", 1.5, "seed")
    print(f"{settings.NAME} has {state.count()} parcel(s), port {port}")
    ThreadingHTTPServer(("127.0.0.1", port), DepotHandler).serve_forever()


if __name__ == "__main__":
    main()
