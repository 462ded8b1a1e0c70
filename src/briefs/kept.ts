/** What was made of something, kept as long as that thing is. */
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
