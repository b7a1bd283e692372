<?php
// Reads an appointment back from Deskbell. PHP 8, nothing to install.
//
//   php read.php <appointment id>
//
// DESKBELL_URL      where the office's Deskbell is, without a path
// DESKBELL_API_KEY  an API key that may read
declare(strict_types=1);

$url = getenv('DESKBELL_URL');
$apiKey = getenv('DESKBELL_API_KEY');
$appointmentId = $argv[1] ?? '';
if (!$url || !$apiKey || $appointmentId === '') {
    fwrite(STDERR, "Set DESKBELL_URL and DESKBELL_API_KEY, and give the id of the appointment\n");
    exit(2);
}

$context = stream_context_create(['http' => [
    'header' => ["authorization: Bearer $apiKey", 'accept: application/json'],
    'ignore_errors' => true,
    'timeout' => 30,
]]);
// By your own id: the source, a colon, and the id that you sent.
$answer = file_get_contents("$url/api/appointments/" . rawurlencode("healthcare:$appointmentId"), false, $context);
if ($answer === false) {
    exit(1);
}
$status = (int) explode(' ', $http_response_header[0])[1];
echo "HTTP $status\n$answer\n";
exit($status < 300 ? 0 : 1);
