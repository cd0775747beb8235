import { z } from "zod";
import type { AttachmentInput, MessageInput } from "../../generated/operations.js";
import { ValidationError } from "../../errors/index.js";

const textPart = z.object({ type: z.literal("text"), text: z.string() });
const imagePart = z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) });
const part = z.discriminatedUnion("type", [textPart, imagePart], {
  error: "only parts of type text and image_url are supported",
});
const roles = ["system", "developer", "user", "assistant"] as const;

/** A message of OpenAI's that a workspace understands. */
export const chatMessage = z.object({
  role: z.enum(roles, { error: ({ input }) => `the role ${JSON.stringify(input)} is not supported` }),
  content: z.union([z.string(), z.array(part), z.null()], {
    error: "must be text, or a list of text and image_url parts",
  }),
});

type ChatMessage = z.output<typeof chatMessage>;

/** A conversation as the schema takes it. */
export interface Conversation {
  /** What the last message asks. */
  readonly message: string;
  /** The images of the last message. */
  readonly attachments: AttachmentInput[];
  readonly history: MessageInput[];
  /** The instructions of all system and developer messages; null: none. */
  readonly systemPrompt: string | null;
}

/**
 * Takes a conversation apart.
 * @throws ValidationError when its last message is not the user's.
 */
export function conversationOf(messages: readonly ChatMessage[]): Conversation {
  const last = messages.at(-1);
  if (last === undefined || last.role !== "user") {
    throw new ValidationError("No user prompt found. Must be last element in message array with 'user' role.", {
      field: "messages",
    });
  }
  const earlier = messages.slice(0, -1);
  const instructions = earlier.filter(isInstruction).map(textOf);
  return {
    message: questionOf(last),
    attachments: imagesOf(last, messages.length - 1),
    history: earlier.filter((message) => !isInstruction(message)).map(turnOf),
    systemPrompt: instructions.length === 0 ? null : instructions.join("\n\n"),
  };
}

/** What a message asks. One that asks nothing is answered, too, as OpenAI and AnythingLLM do; the model is told so. */
function questionOf(message: ChatMessage): string {
  const text = textOf(message);
  return text.trim() === "" ? "[empty message]" : text;
}

function isInstruction({ role }: ChatMessage): boolean {
  return role === "system" || role === "developer";
}

function turnOf(message: ChatMessage): MessageInput {
  return { role: message.role === "assistant" ? "ASSISTANT" : "USER", content: textOf(message) };
}

/** The text of a message. An image, of which history keeps none, leaves a word in its place. */
function textOf({ content }: ChatMessage): string {
  if (content === null || typeof content === "string") return content ?? "";
  const texts = content.flatMap((item) => (item.type === "text" ? [item.text] : []));
  return texts.length === 0 && content.length > 0 ? "[image]" : texts.join("\n");
}

function imagesOf({ content }: ChatMessage, index: number): AttachmentInput[] {
  if (content === null || typeof content === "string") return [];
  return content.flatMap((item, place) => {
    if (item.type === "text") return [];
    const mime = /^data:([\w.+-]+\/[\w.+-]+);base64,/.exec(item.image_url.url)?.[1];
    if (mime === undefined) {
      throw new ValidationError("must be a base64 data URL; images are not fetched", {
        field: `messages.${index}.content.${place}.image_url.url`,
      });
    }
    return [{ name: `image-${place + 1}`, mime, contentString: item.image_url.url }];
  });
}
