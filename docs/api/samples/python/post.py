# Posts a signed appointment to Deskbell. Python 3.8 or newer, nothing to install.
#
#   python3 post.py [appointment id]
#
# DESKBELL_URL     where the office's Deskbell is, without a path
# DESKBELL_SECRET  the signing secret that the office gave you
# DESKBELL_SCHEME  the scheme that the office chose; without it, standard-webhooks
import base64
import datetime
import hashlib
import hmac
import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

url = os.environ.get("DESKBELL_URL")
secret = os.environ.get("DESKBELL_SECRET")
scheme = os.environ.get("DESKBELL_SCHEME", "standard-webhooks")
if not url or not secret:
    sys.exit("Set DESKBELL_URL and DESKBELL_SECRET")


def digest(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()


# `body` is the very bytes that are sent: another blank in them is another signature.
def sign(body: bytes) -> dict:
    seconds = str(int(time.time()))
    if scheme == "standard-webhooks":
        # Keep the id when you send the same message again; take the time anew.
        message_id = "msg_" + uuid.uuid4().hex
        encoded = secret[len("whsec_"):] if secret.startswith("whsec_") else secret
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4))
        signature = digest(key, f"{message_id}.{seconds}.".encode() + body)
        return {
            "webhook-id": message_id,
            "webhook-timestamp": seconds,
            "webhook-signature": "v1," + base64.b64encode(signature).decode(),
        }
    if scheme == "sha256-hex":
        return {"x-webhook-signature": "sha256=" + digest(secret.encode(), body).hex()}
    if scheme == "timestamped-hex":
        signature = digest(secret.encode(), f"{seconds}.".encode() + body)
        return {"x-webhook-signature": f"t={seconds},v1={signature.hex()}"}
    if scheme == "api-key":
        return {"authorization": "Bearer " + secret}
    sys.exit("Unknown DESKBELL_SCHEME: " + scheme)


appointment_id = sys.argv[1] if len(sys.argv) > 1 else "python-" + uuid.uuid4().hex[:8]
tomorrow = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
body = json.dumps(
    {
        "event_type": "appointment.scheduled",
        "appointment_id": appointment_id,
        "patient_id": "P-1001",
        "timestamp": tomorrow.isoformat(timespec="seconds"),
        "notes": None,
    }
).encode()

request = urllib.request.Request(
    url + "/webhook/appointment",
    data=body,
    headers={"content-type": "application/json", **sign(body)},
    method="POST",
)
try:
    with urllib.request.urlopen(request, timeout=30) as response:
        status, answer = response.status, response.read().decode()
except urllib.error.HTTPError as error:
    status, answer = error.code, error.read().decode()
print("HTTP", status)
print(answer)
print("Appointment", appointment_id)
sys.exit(0 if status < 300 else 1)
