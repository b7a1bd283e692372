#!/usr/bin/env bash
# Checks the signature of a webhook of Deskbell's that you have kept. Needs bash and openssl.
#
#   bash verify.sh < body.json
#
# DESKBELL_SUBSCRIPTION_SECRET  the secret of the subscription, whsec_...
# WEBHOOK_ID, WEBHOOK_TIMESTAMP, WEBHOOK_SIGNATURE  the three headers as they came
set -euo pipefail
: "${DESKBELL_SUBSCRIPTION_SECRET:?}" "${WEBHOOK_ID:?}" "${WEBHOOK_TIMESTAMP:?}" "${WEBHOOK_SIGNATURE:?}"

hex() { od -An -v -tx1 | tr -d ' \n'; }
key="$(printf %s "${DESKBELL_SUBSCRIPTION_SECRET#whsec_}" | openssl base64 -d -A | hex)"
# The bytes as they came, not JSON that was written anew.
expected="v1,$( { printf %s "$WEBHOOK_ID.$WEBHOOK_TIMESTAMP."; cat; } \
  | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | openssl base64 -A)"

# There are two while the secret is being changed; either will do. Where it is taken live, refuse also what is older than 5 minutes.
for offered in $WEBHOOK_SIGNATURE; do
  if [[ "$offered" == "$expected" ]]; then
    echo 'Authentic'
    exit 0
  fi
done
echo 'Not authentic' >&2
exit 1
