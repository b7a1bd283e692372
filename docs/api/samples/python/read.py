# Reads an appointment back from Deskbell. Python 3.8 or newer, nothing to install.
#
#   python3 read.py <appointment id>
#
# DESKBELL_URL      where the office's Deskbell is, without a path
# DESKBELL_API_KEY  an API key that may read
import os
import sys
import urllib.error
import urllib.parse
import urllib.request

url = os.environ.get("DESKBELL_URL")
api_key = os.environ.get("DESKBELL_API_KEY")
if not url or not api_key or len(sys.argv) < 2:
    sys.exit("Set DESKBELL_URL and DESKBELL_API_KEY, and give the id of the appointment")

# By your own id: the source, a colon, and the id that you sent.
key = urllib.parse.quote("healthcare:" + sys.argv[1], safe="")
request = urllib.request.Request(
    url + "/api/appointments/" + key,
    headers={"authorization": "Bearer " + api_key, "accept": "application/json"},
)
try:
    with urllib.request.urlopen(request, timeout=30) as response:
        status, answer = response.status, response.read().decode()
except urllib.error.HTTPError as error:
    status, answer = error.code, error.read().decode()
print("HTTP", status)
print(answer)
sys.exit(0 if status < 300 else 1)
