/** Stands for every style sheet in tests: a class is called what the component calls it. */
export default new Proxy<Record<string, string>>({}, { get: (_, name) => String(name) });
