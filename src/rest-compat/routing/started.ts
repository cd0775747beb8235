/**
 * Reads the first of some pieces, so that what fails before it fails here, while another answer can still be given. What
 * comes back yields it again, then the rest; ending that early ends the pieces.
 * @throws what the pieces throw before the first one.
 */
export async function started<Piece>(pieces: AsyncIterable<Piece>): Promise<AsyncIterable<Piece>> {
  const source = pieces[Symbol.asyncIterator]();
  let first: IteratorResult<Piece> | null = await source.next();
  const whole: AsyncIterableIterator<Piece> = {
    [Symbol.asyncIterator]: () => whole,
    next: () => {
      const next = first === null ? source.next() : Promise.resolve(first);
      first = null;
      return next;
    },
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
  };
  return whole;
}
