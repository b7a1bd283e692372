// Runs in the page, as it is. The dark colours are in the viewer's own style, which waits for this class.
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()

globalThis.SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.querySelector('#viewer'),
  deepLinking: true,
  filter: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  requestSnippetsEnabled: true,
  // The key that somebody tries stays in the page, and nothing is sent to anybody's validator.
  persistAuthorization: false,
  validatorUrl: null,
})
