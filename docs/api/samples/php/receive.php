<?php
// Takes Deskbell's own webhooks and checks their signature. PHP 8, nothing to install.
//
//   php -S 127.0.0.1:8080 receive.php
//
// DESKBELL_SUBSCRIPTION_SECRET  the secret of the subscription, whsec_...
declare(strict_types=1);

$key = base64_decode(preg_replace('/^whsec_/', '', getenv('DESKBELL_SUBSCRIPTION_SECRET') ?: ''), true);
if (!$key) {
    error_log('Set DESKBELL_SUBSCRIPTION_SECRET');
    http_response_code(500);
    exit;
}

// $body is the bytes as they came, not JSON that was written anew.
function isAuthentic(string $key, string $body): bool
{
    $id = $_SERVER['HTTP_WEBHOOK_ID'] ?? '';
    $seconds = $_SERVER['HTTP_WEBHOOK_TIMESTAMP'] ?? '';
    if (!ctype_digit($seconds) || abs(time() - (int) $seconds) > 300) {
        return false;
    }
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$seconds.$body", $key, true));
    // There are two while the secret is being changed; either will do.
    foreach (explode(' ', $_SERVER['HTTP_WEBHOOK_SIGNATURE'] ?? '') as $offered) {
        if (hash_equals($expected, $offered)) {
            return true;
        }
    }
    return false;
}

$body = file_get_contents('php://input');
if (!isAuthentic($key, $body)) {
    http_response_code(401);
    exit;
}
// The same webhook-id may come again: it is the same event. Keep the ids that you have dealt with in your database.
$event = json_decode($body, true);
error_log($event['type'] . ' ' . ($event['data']['id'] ?? ''));
http_response_code(204);
