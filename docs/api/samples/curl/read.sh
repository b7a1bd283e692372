#!/usr/bin/env bash
# Reads an appointment back from Deskbell. Needs bash and curl.
#
#   bash read.sh <appointment id>
#
# DESKBELL_URL      where the office's Deskbell is, without a path
# DESKBELL_API_KEY  an API key that may read
set -euo pipefail
: "${DESKBELL_URL:?Set DESKBELL_URL}" "${DESKBELL_API_KEY:?Set DESKBELL_API_KEY}" "${1:?Give the id of the appointment}"

# By your own id: the source, a colon, and the id that you sent.
answer="$(curl --silent --show-error --max-time 30 --write-out '\nHTTP %{http_code}' \
  -H "authorization: Bearer $DESKBELL_API_KEY" -H 'accept: application/json' "$DESKBELL_URL/api/appointments/healthcare:$1")"
echo "$answer"
[[ "$answer" == *$'\nHTTP 2'* ]]
