/** The same keys, other words: what another language's file has to have, no more and no less. */
export type Like<Branch> = { readonly [Name in keyof Branch]: Branch[Name] extends string ? string : Like<Branch[Name]> }
