import { sendDelivery } from './send-delivery.ts'

process.exitCode = await sendDelivery(process.argv.slice(2), { env: process.env, print: (line) => process.stdout.write(`${line}\n`) })
