#!/usr/bin/env python3
"""
User API server.

A small JSON API over an in-memory table of users:

    GET /api/user/<id>   one user with tier, e-mail hash and timestamp
    GET /api/users       users with a balance above 500, richest first
    GET /api/health      health check

Usage: python3 api_server.py [PORT]
"""

import hashlib
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

DEFAULT_PORT = 8080
MIN_BALANCE = 500
PAGE_SIZE = 100

# Simulated database: 10,000 users.
USERS = {
    i: {
        "id": i,
        "name": f"User {i}",
        "email": f"user{i}@example.com",
        "balance": i * 100.0,
    }
    for i in range(1, 10001)
}


class APIHandler(BaseHTTPRequestHandler):
    """Handles the API requests."""

    def do_GET(self):
        """Dispatch a GET request on its path."""
        start_time = time.time()

        if self.path.startswith("/api/user/"):
            user_id = self.path.split("/")[-1]
            self.handle_get_user(user_id)
        elif self.path == "/api/users":
            self.handle_get_users()
        elif self.path == "/api/health":
            self.handle_health()
        else:
            self.send_error_response(404, "Not found")

        elapsed_ms = (time.time() - start_time) * 1000
        print(f"{self.command} {self.path} - {elapsed_ms:.2f}ms", file=sys.stderr)

    def handle_get_user(self, user_id):
        """Return one user, enriched with computed fields."""
        try:
            user = USERS.get(int(user_id))
        except ValueError:
            user = None

        if user is None:
            self.send_error_response(404, "User not found")
            return

        result = user.copy()
        result["tier"] = self.calculate_tier(user["balance"])
        result["email_hash"] = hashlib.sha256(user["email"].encode()).hexdigest()[:16]
        result["processed_at"] = time.time()
        self.send_json_response(result)

    def handle_get_users(self):
        """Return the users with a balance above the minimum, richest first."""
        filtered = [user for user in USERS.values() if user["balance"] > MIN_BALANCE]
        filtered.sort(key=lambda user: user["balance"], reverse=True)

        # Only the first page is sent; the count covers all of them.
        self.send_json_response({"count": len(filtered), "users": filtered[:PAGE_SIZE]})

    def handle_health(self):
        """Health check for the load balancer."""
        self.send_json_response({"status": "ok"})

    def calculate_tier(self, balance):
        """Return the customer tier for a balance."""
        if balance > 10000:
            return "premium"
        elif balance > 5000:
            return "gold"
        return "standard"

    def send_json_response(self, data, status=200):
        """Send a JSON response with the given status."""
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def send_error_response(self, status, message):
        """Send an error as JSON."""
        self.send_json_response({"error": message}, status)

    def log_message(self, format, *args):
        """Silence the default access log: do_GET logs with timing."""
        pass


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_PORT
    server = HTTPServer(("", port), APIHandler)
    print(f"Serving {len(USERS)} users on port {port}", file=sys.stderr)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Shutting down", file=sys.stderr)
    finally:
        server.server_close()


if __name__ == "__main__":
    main()
