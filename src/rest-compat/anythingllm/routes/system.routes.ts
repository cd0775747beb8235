import { z } from "zod";
import { CountVectorsOperation, DumpSettingsOperation, FindSystemOperation } from "../../../generated/operations.js";
import { type ErrorShape, json, text } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { changeEnvironment } from "../environment/apply.js";
import { presentSystem } from "../environment/show.js";
import { variables } from "../environment/variables.js";
import { plainError, textError } from "../errors.js";
import { forbidden } from "./responses.js";

const tags = ["System Settings"];

/** `{"newValues": {}, "error"}`: changes of settings. */
const changeError: ErrorShape = ({ status, message }) => json({ newValues: {}, error: message }, status);
/** Values are texts, numbers included, since variables of an environment are. */
const value = z.string({ error: "must be a text" }).max(2_000).optional();

/** The settings of the instance, by AnythingLLM's names. */
export const systemRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/system",
    summary: "Get the settings",
    description: "Secrets are shown as whether there is one.",
    tags,
    responses: {
      200: {
        description: "Every setting by its name.",
        schema: z.object({ settings: z.record(z.string(), z.unknown()) }),
        example: { settings: { LLMProvider: "openai", OpenAiKey: true, VectorDB: "pgvector" } },
      },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client, instance: { keepsWorkspaces } }) => {
      const { instance, settings, documents, vectorCount } = await client.execute(FindSystemOperation, {});
      const { totalCount: documentCount } = documents;
      const { multiUserMode } = instance;
      const facts = { multiUserMode, keepsWorkspaces, settings, documentCount, vectorCount };
      return json({ settings: presentSystem(facts) });
    },
  }),
  route({
    method: "POST",
    path: "/system/update-env",
    summary: "Change settings",
    description:
      "Each setting is changed or refused by itself, except that a provider, its model, its address and its key stand or fall together. A key is for the provider that is chosen, so that another provider is given together with its key.",
    tags,
    body: z.looseObject(Object.fromEntries(Object.keys(variables).map((name) => [name, value]))),
    bodyExample: { LLMProvider: "openai", OpenAiModelPref: "gpt-4.1-mini", OpenAiKey: "sk-..." },
    responses: {
      200: {
        description: "What was changed, and why the rest was not.",
        schema: z.object({
          newValues: z.record(z.string(), z.unknown()),
          error: z.union([z.string(), z.literal(false)]).describe("What was refused, with reasons; false: nothing."),
        }),
        example: { newValues: { OpenAiModelPref: "gpt-4.1-mini" }, error: false },
      },
      400: {
        description: "A value is no text, or too long.",
        schema: z.object({ newValues: z.object({}), error: z.string() }),
      },
      403: forbidden,
    },
    errors: changeError,
    handle: async ({ client, body }) => json(await changeEnvironment(client, body)),
  }),
  route({
    method: "GET",
    path: "/system/env-dump",
    summary: "Write the settings to a file on the server",
    description: "Into `settings.env` of the data folder, secrets left out.",
    tags,
    responses: { 200: { description: "It is written: `OK`." }, 403: forbidden },
    errors: textError,
    handle: async ({ client }) => {
      await client.execute(DumpSettingsOperation, {});
      return text("OK");
    },
  }),
  route({
    method: "GET",
    path: "/system/vector-count",
    summary: "Count the vectors",
    description: "Of the whole library; a document in several workspaces counts once.",
    tags,
    responses: {
      200: {
        description: "How many chunks of documents are searched.",
        schema: z.object({ vectorCount: z.number() }),
        example: { vectorCount: 5_450 },
      },
      403: forbidden,
    },
    errors: plainError,
    handle: async ({ client }) => json(await client.execute(CountVectorsOperation, {})),
  }),
];
