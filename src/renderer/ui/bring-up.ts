/** Scrolls an element to the top of its page. Moves nothing but the page's own region: `scrollIntoView` would move the window's frame as well. */
export function bringUp(element: Element): void {
  const region = element.parentElement?.closest('[role="region"]')
  if (region) region.scrollTop += element.getBoundingClientRect().top - region.getBoundingClientRect().top - 12
}
