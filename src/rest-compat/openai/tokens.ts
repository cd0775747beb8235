import { ValidationError } from "../../errors/index.js";

/**
 * Decodes texts that were sent as tokens of cl100k_base, which is what OpenAI's embedding models read and some clients
 * send (LangChain's for Python, by default). The vocabulary, about 1 MB, is loaded when it is first wanted.
 * @throws ValidationError for a token that the vocabulary does not have.
 */
export async function textsOf(lists: readonly (readonly number[])[]): Promise<string[]> {
  const decode = await vocabulary();
  return lists.map((tokens, index) => {
    const bytes = tokens.map((token) => decode(token));
    if (bytes.includes(undefined)) {
      throw new ValidationError(`input.${index} has a token that is none of cl100k_base`, { field: "input" });
    }
    return Buffer.concat(bytes as Uint8Array[]).toString("utf8");
  });
}

/** The bytes of a token; undefined: there is no such token. */
type Decode = (token: number) => Uint8Array | undefined;

let loaded: Promise<Decode> | null = null;

function vocabulary(): Promise<Decode> {
  loaded ??= load();
  return loaded;
}

/** Reads the ranks as js-tiktoken ships them: lines of `! <rank of the first> <token> <token> ...`, tokens in base64. */
async function load(): Promise<Decode> {
  const { default: ranks } = await import("js-tiktoken/ranks/cl100k_base");
  const bytes: Uint8Array[] = [];
  for (const line of ranks.bpe_ranks.split("\n")) {
    const [, first, ...tokens] = line.split(" ");
    tokens.forEach((token, index) => {
      bytes[Number(first) + index] = Buffer.from(token, "base64");
    });
  }
  return (token) => bytes[token];
}
