type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without members of which nothing was said, so that they leave what we know. */
export function defined<T extends object>(patch: T): Defined<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Defined<T>
}
