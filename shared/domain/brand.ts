declare const brand: unique symbol;

/** A primitive that the compiler tells apart by what it means: ids, and numbers that carry a unit. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
