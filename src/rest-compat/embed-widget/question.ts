import { z } from "zod";
import { type SendChatInput, type VisitorQuery } from "../../generated/operations.js";
import { given, numeric } from "../routing/values.js";
import { sessionName } from "./credentials.js";

/** A question, as the widget sends it. */
export const questionBody = z.object({
  sessionId: sessionName.describe("The visitor's session, which the widget makes."),
  message: z
    .string({ error: "Message is empty." })
    .min(1, "Message is empty.")
    .max(100_000, "message must be at most 100,000 characters"),
  username: z
    .preprocess((value) => (typeof value === "number" ? String(value) : value), z.string().nullish())
    .describe("What the page calls the visitor."),
  prompt: z.string().nullish().describe("System prompt, where the embed permits it; else ignored."),
  model: z.string().nullish().describe("Chat model, where the embed permits it; else ignored."),
  temperature: z
    .preprocess((value) => (value === "" ? null : value), numeric().nullish())
    .describe("Temperature, where the embed permits it; else ignored."),
});

/** An example of a question. */
export const questionExample = {
  sessionId: "0d3a2c1e-7f5b-4c6d-9e8f-1a2b3c4d5e6f",
  message: "When do you open?",
  username: null,
  prompt: null,
  model: null,
  temperature: null,
};

/** What the widget calls the fields of the schema's inputs. */
export const questionNames: Readonly<Record<string, string>> = { visitorName: "username", systemPrompt: "prompt" };

/** The question as the schema takes it. What the visitor may not choose is left out, as the widget always sends it. */
export function questionInput(
  { message, sessionId, username, prompt, model, temperature }: z.output<typeof questionBody>,
  visitor: VisitorQuery["visitor"],
): SendChatInput {
  return {
    workspaceId: visitor.workspaceId,
    sessionId,
    message,
    ...given({
      visitorName: named(username?.slice(0, 255)),
      systemPrompt: visitor.allowPromptOverride ? named(prompt) : null,
      model: visitor.allowModelOverride ? named(model) : null,
      temperature: visitor.allowTemperatureOverride ? temperature : null,
    }),
  };
}

function named(text: string | null | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}
