#!/usr/bin/env bash
# Posts a signed appointment to Deskbell. Needs bash, curl and openssl.
#
#   bash post.sh [appointment id]
#
# DESKBELL_URL     where the office's Deskbell is, without a path
# DESKBELL_SECRET  the signing secret that the office gave you
# DESKBELL_SCHEME  the scheme that the office chose; without it, standard-webhooks
set -euo pipefail
: "${DESKBELL_URL:?Set DESKBELL_URL}" "${DESKBELL_SECRET:?Set DESKBELL_SECRET}"
scheme="${DESKBELL_SCHEME:-standard-webhooks}"

appointment_id="${1:-curl-$(openssl rand -hex 4)}"
tomorrow="$(date -u -d '+1 day' +%Y-%m-%dT%H:%M:%SZ 2>/dev/null || date -u -v+1d +%Y-%m-%dT%H:%M:%SZ)"
# The very bytes that are sent: another blank in them is another signature.
body="$(printf '{"event_type":"appointment.scheduled","appointment_id":"%s","patient_id":"P-1001","timestamp":"%s","notes":null}' \
  "$appointment_id" "$tomorrow")"
seconds="$(date +%s)"

hex() { od -An -v -tx1 | tr -d ' \n'; }
# HMAC-SHA256 of standard input; $1: the key in hex.
hmac() { openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" -binary; }
text_key="$(printf %s "$DESKBELL_SECRET" | hex)"

case "$scheme" in
  standard-webhooks)
    # Keep the id when you send the same message again; take the time anew.
    id="msg_$(openssl rand -hex 16)"
    key="$(printf %s "${DESKBELL_SECRET#whsec_}" | openssl base64 -d -A | hex)"
    signature="$(printf %s "$id.$seconds.$body" | hmac "$key" | openssl base64 -A)"
    headers=(-H "webhook-id: $id" -H "webhook-timestamp: $seconds" -H "webhook-signature: v1,$signature") ;;
  sha256-hex)
    headers=(-H "x-webhook-signature: sha256=$(printf %s "$body" | hmac "$text_key" | hex)") ;;
  timestamped-hex)
    headers=(-H "x-webhook-signature: t=$seconds,v1=$(printf %s "$seconds.$body" | hmac "$text_key" | hex)") ;;
  api-key)
    headers=(-H "authorization: Bearer $DESKBELL_SECRET") ;;
  *)
    echo "Unknown DESKBELL_SCHEME: $scheme" >&2
    exit 2 ;;
esac

answer="$(curl --silent --show-error --max-time 30 --write-out '\nHTTP %{http_code}' \
  -H 'content-type: application/json' "${headers[@]}" --data-binary "$body" "$DESKBELL_URL/webhook/appointment")"
echo "$answer"
echo "Appointment $appointment_id"
[[ "$answer" == *$'\nHTTP 2'* ]]
