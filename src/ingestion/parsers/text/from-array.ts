/** The items as an asynchronous stream. */
export async function* fromArray<Item>(items: readonly Item[]): AsyncGenerator<Item, void, void> {
  for (const item of items) yield item;
}
