/** What the receiver itself says to browsers of other desks. */
export const deskDoor = {
  insecure: {
    title: 'This connection is not safe enough',
    why: 'Deskbell shows names and appointments only where nobody on the way can read them. This page was asked for without encryption.',
    remedy: 'What whoever looks after Deskbell can do',
    certificate: 'Set a certificate at the desk, under Settings › Public address. Then open the page by https.',
    proxy:
      'Or put a proxy that speaks https before Deskbell, name its address under Settings › Public address, “Trusted proxies”, and have it send X-Forwarded-Proto.',
    here: 'On the machine of the desk itself, open the page at 127.0.0.1 or localhost.',
  },
}
