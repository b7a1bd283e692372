<?php
// Posts a signed appointment to Deskbell. PHP 8, nothing to install.
//
//   php post.php [appointment id]
//
// DESKBELL_URL     where the office's Deskbell is, without a path
// DESKBELL_SECRET  the signing secret that the office gave you
// DESKBELL_SCHEME  the scheme that the office chose; without it, standard-webhooks
declare(strict_types=1);

$url = getenv('DESKBELL_URL');
$secret = getenv('DESKBELL_SECRET');
$scheme = getenv('DESKBELL_SCHEME') ?: 'standard-webhooks';
if (!$url || !$secret) {
    fwrite(STDERR, "Set DESKBELL_URL and DESKBELL_SECRET\n");
    exit(2);
}

// $body is the very text that is sent: another blank in it is another signature.
function sign(string $scheme, string $secret, string $body): array
{
    $seconds = (string) time();
    switch ($scheme) {
        case 'standard-webhooks':
            // Keep the id when you send the same message again; take the time anew.
            $id = 'msg_' . bin2hex(random_bytes(16));
            $key = base64_decode(preg_replace('/^whsec_/', '', $secret), true);
            $signature = base64_encode(hash_hmac('sha256', "$id.$seconds.$body", $key, true));
            return ["webhook-id: $id", "webhook-timestamp: $seconds", "webhook-signature: v1,$signature"];
        case 'sha256-hex':
            return ['x-webhook-signature: sha256=' . hash_hmac('sha256', $body, $secret)];
        case 'timestamped-hex':
            return ["x-webhook-signature: t=$seconds,v1=" . hash_hmac('sha256', "$seconds.$body", $secret)];
        case 'api-key':
            return ["authorization: Bearer $secret"];
        default:
            fwrite(STDERR, "Unknown DESKBELL_SCHEME: $scheme\n");
            exit(2);
    }
}

$appointmentId = $argv[1] ?? 'php-' . bin2hex(random_bytes(4));
$body = json_encode([
    'event_type' => 'appointment.scheduled',
    'appointment_id' => $appointmentId,
    'patient_id' => 'P-1001',
    'timestamp' => gmdate('Y-m-d\TH:i:s\Z', time() + 24 * 3600),
    'notes' => null,
]);

$context = stream_context_create(['http' => [
    'method' => 'POST',
    'header' => array_merge(['content-type: application/json'], sign($scheme, $secret, $body)),
    'content' => $body,
    'ignore_errors' => true,
    'timeout' => 30,
]]);
$answer = file_get_contents("$url/webhook/appointment", false, $context);
if ($answer === false) {
    exit(1);
}
// "HTTP/1.1 201 Created"
$status = (int) explode(' ', $http_response_header[0])[1];
echo "HTTP $status\n$answer\nAppointment $appointmentId\n";
exit($status < 300 ? 0 : 1);
