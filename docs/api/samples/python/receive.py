# Takes Deskbell's own webhooks and checks their signature. Python 3.8 or newer, nothing to install.
#
#   python3 receive.py
#
# DESKBELL_SUBSCRIPTION_SECRET  the secret of the subscription, whsec_...
# PORT                          where to listen; without it, 8080
import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

secret = os.environ.get("DESKBELL_SUBSCRIPTION_SECRET")
port = int(os.environ.get("PORT", "8080"))
if not secret:
    sys.exit("Set DESKBELL_SUBSCRIPTION_SECRET")
encoded = secret[len("whsec_"):] if secret.startswith("whsec_") else secret
key = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
seen = set()


# `body` is the bytes as they came, not JSON that was written anew.
def is_authentic(headers, body: bytes) -> bool:
    message_id = headers.get("webhook-id", "")
    seconds = headers.get("webhook-timestamp", "")
    if not seconds.isdigit() or abs(time.time() - int(seconds)) > 300:
        return False
    digest = hmac.new(key, f"{message_id}.{seconds}.".encode() + body, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    # There are two while the secret is being changed; either will do.
    return any(
        hmac.compare_digest(each.encode(), expected.encode())
        for each in headers.get("webhook-signature", "").split(" ")
    )


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        if not is_authentic(self.headers, body):
            self.send_response(401)
            self.end_headers()
            return
        # The same id may come again: it is the same event.
        message_id = self.headers["webhook-id"]
        if message_id not in seen:
            seen.add(message_id)
            event = json.loads(body)
            print(event["type"], event["data"].get("id", ""), flush=True)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", port), Receiver)
print("Listening on", port, flush=True)
server.serve_forever()
