"""A service of which nothing can move: every request goes through dynamic lookup and eval."""
import importlib
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

SETTINGS = {"precision": "round(x, 3)", "double": "x * 2"}


class Plugins:
    def upper(self, text):
        return text.upper()

    def length(self, text):
        return len(text)


plugins = Plugins()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        kind, _, rest = self.path.lstrip("/").partition("/")
        name, _, argument = rest.partition("/")
        handler = getattr(self, "run_" + kind, None)
        if handler is None:
            self.reply(404, {"error": "no kind " + kind})
            return
        try:
            self.reply(200, {"result": handler(name, argument)})
        except Exception as e:
            self.reply(400, {"error": type(e).__name__})

    def run_plugin(self, name, argument):
        return getattr(plugins, name)(argument)

    def run_setting(self, name, argument):
        return eval(SETTINGS[name], {"x": float(argument)})

    def run_module(self, name, argument):
        module = importlib.import_module(name)
        return str(getattr(module, argument))

    def reply(self, status, data):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())


if __name__ == "__main__":
    HTTPServer(("", int(sys.argv[1]) if len(sys.argv) > 1 else 8000), Handler).serve_forever()
