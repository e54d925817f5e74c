"""Toy bank: accounts, deposits and transfers. python3 app.py [port]"""
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

accounts = {
    "alice": {"owner": "alice", "balance": 100.0, "history": []},
    "bob": {"owner": "bob", "balance": 50.0, "history": []},
    "carol": {"owner": "carol", "balance": 0, "history": []},
}
transfer_count = 0


class InsufficientFunds(Exception):
    """Raised when an account cannot pay."""

    def __init__(self, owner, missing):
        super().__init__(f"{owner} is short of {missing:.2f}")
        self.owner = owner
        self.missing = missing


def transfer(source, target, amount):
    """Move money from one account to another."""
    global transfer_count
    if amount <= 0:
        raise ValueError("amount must be positive")
    src = accounts[source]
    dst = accounts[target]
    if src["balance"] < amount:
        raise InsufficientFunds(source, amount - src["balance"])
    src["balance"] -= amount
    dst["balance"] += amount
    transfer_count += 1
    entry = {"id": transfer_count, "from": source, "to": target, "amount": amount}
    src["history"].append(entry)
    if source != target:
        dst["history"].append(entry)
    return entry


class BankHandler(BaseHTTPRequestHandler):

    def do_GET(self):
        if self.path == "/accounts":
            summary = [{"owner": a["owner"], "balance": a["balance"]} for a in accounts.values()]
            self.reply(200, {"accounts": summary, "total": sum(a["balance"] for a in accounts.values())})
        elif self.path.startswith("/accounts/"):
            name = self.path[len("/accounts/"):]
            if name in accounts:
                self.reply(200, accounts[name])
            else:
                self.reply(404, {"error": f"no account {name!r}"})
        elif self.path == "/stats":
            self.reply(200, {"transfers": transfer_count, "accounts": len(accounts)})
        else:
            self.reply(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            data = json.loads(self.rfile.read(length))
        except json.JSONDecodeError:
            self.reply(400, {"error": "invalid JSON"})
            return

        if self.path == "/transfer":
            try:
                entry = transfer(data["from"], data["to"], data["amount"])
            except KeyError as e:
                self.reply(404, {"error": f"missing {e}"})
            except ValueError as e:
                self.reply(400, {"error": str(e)})
            except InsufficientFunds as e:
                self.reply(409, {"error": str(e), "missing": e.missing})
            else:
                self.reply(201, entry)
        elif self.path == "/deposit":
            account = accounts.get(data.get("to"))
            if account is None:
                self.reply(404, {"error": "unknown account"})
                return
            amount = data.get("amount", 0)
            if not isinstance(amount, (int, float)) or amount < 0:
                self.reply(400, {"error": "bad amount"})
                return
            account["balance"] += amount
            self.reply(200, {"owner": account["owner"], "balance": account["balance"]})
        elif self.path == "/accounts":
            owner = data.get("owner", "").strip()
            if not owner:
                self.reply(400, {"error": "owner is required"})
            elif owner in accounts:
                self.reply(409, {"error": f"account {owner} exists"})
            else:
                accounts[owner] = {"owner": owner, "balance": data.get("balance", 0), "history": []}
                self.reply(201, {"owner": owner, "balance": accounts[owner]["balance"]})
        else:
            self.reply(404, {"error": "not found"})

    def reply(self, status, payload):
        body = json.dumps(payload).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    print(f"Bank listening on {port}")
    HTTPServer(("127.0.0.1", port), BankHandler).serve_forever()
