// Runs in the page, as it is. The dark colours are in the viewer's own style, which waits for this class.
const dark = matchMedia('(prefers-color-scheme: dark)')
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', follow)
follow()

const viewer = document.querySelector('#viewer')
const names = { '#servers': 'Base address', '.close-modal': 'Close' }

/** What the viewer leaves without a name for those who hear the page, or out of reach of a keyboard. */
function complete() {
  for (const [selector, name] of Object.entries(names))
    for (const element of viewer.querySelectorAll(selector)) element.setAttribute('aria-label', name)
  for (const select of viewer.querySelectorAll('[data-param-name] select'))
    select.setAttribute('aria-label', select.closest('[data-param-name]').dataset.paramName)
  for (const text of viewer.querySelectorAll('pre.microlight')) text.tabIndex = 0
}
new MutationObserver(complete).observe(viewer, { childList: true, subtree: true })

globalThis.SwaggerUIBundle({
  url: '/openapi.json',
  domNode: viewer,
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
