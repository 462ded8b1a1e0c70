/** What was once found out about a thing, kept so as not to be found out again. */

/** `make` with a memory of what it made at the first call. */
export function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** `make` with a memory: what it made of something is kept as long as that thing is. */
export function keptFor<Of extends object, Value>(make: (of: Of) => Value): (of: Of) => Value {
  const made = new WeakMap<Of, { readonly value: Value }>();
  return (of) => {
    let known = made.get(of);
    if (known === undefined) {
      known = { value: make(of) };
      made.set(of, known);
    }
    return known.value;
  };
}

/**
 * A memory of the `most` values that were asked for last: gives the one kept under a key where it still `fits`, else what
 * `make` makes, which is kept unless it is `large`.
 */
export function lastAsked<Key, Value>(
  most: number,
  large: (value: Value) => boolean = () => false,
): (key: Key, fits: (known: Value) => boolean, make: () => Value) => Value {
  const kept = new Map<Key, Value>();
  return (key, fits, make) => {
    const known = kept.get(key);
    kept.delete(key);
    const value = known !== undefined && fits(known) ? known : make();
    if (!large(value)) kept.set(key, value);
    const oldest = kept.keys().next();
    if (kept.size > most && oldest.done !== true) kept.delete(oldest.value);
    return value;
  };
}
