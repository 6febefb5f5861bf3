/** Puts a stand-in in the place of a method of one object; what is returned puts the object's own back. */
export function instead<T extends object, Name extends keyof T>(object: T, name: Name, standIn: T[Name]): () => void {
  const own = Object.getOwnPropertyDescriptor(object, name);
  Object.defineProperty(object, name, { value: standIn, configurable: true, writable: true });
  return () => {
    if (own === undefined) Reflect.deleteProperty(object, name);
    else Object.defineProperty(object, name, own);
  };
}
