import { z } from "zod";
import { FindModelOperation, ListModelsOperation, type ListModelsQuery } from "../../../generated/operations.js";
import { presentProvider } from "../../chat/providers.js";
import { json } from "../../routing/answer.js";
import { type Route, route } from "../../routing/route.js";
import { pages } from "../../routing/values.js";
import { openaiError } from "../errors.js";
import { UnknownModelError } from "../unknown-model.js";
import { refused } from "./responses.js";

const tags = ["OpenAI Compatible Endpoints"];
const modelSchema = z.object({
  id: z.string(),
  object: z.literal("model"),
  created: z.number(),
  owned_by: z.string(),
  name: z.string(),
});

/** Workspaces as the models that they are to OpenAI's clients. */
export const modelsRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/models",
    summary: "List the workspaces that can be used as models",
    description: "Every workspace that the key reaches is a model; its slug is the name.",
    tags,
    responses: {
      200: { description: "The models.", schema: z.object({ object: z.literal("list"), data: z.array(modelSchema) }) },
      403: refused("There is no valid API key."),
    },
    errors: openaiError,
    handle: async ({ client, instance }) => {
      const data: object[] = [];
      for await (const page of pages(
        async (after) => (await client.execute(ListModelsOperation, { after })).workspaces,
      )) {
        data.push(...page.nodes.map((workspace) => presentModel(workspace, instance.chatProvider)));
      }
      return json({ object: "list", data });
    },
  }),
  route({
    method: "GET",
    path: "/models/:model",
    summary: "Get one model",
    description: "A workspace that the key reaches, as OpenAI shows a model.",
    tags,
    responses: {
      200: { description: "The model.", schema: modelSchema },
      403: refused("There is no valid API key."),
      404: refused("There is no such model."),
    },
    errors: openaiError,
    fieldNames: { "by.reference": "model" },
    handle: async ({ client, params, instance }) => {
      const reference = params["model"] ?? "";
      const { workspace } = await client.execute(FindModelOperation, { reference });
      if (workspace === null) throw new UnknownModelError(reference);
      return json(presentModel(workspace, instance.chatProvider));
    },
  }),
];

type Model = ListModelsQuery["workspaces"]["nodes"][number];

function presentModel({ slug, name, createdAt, chatProvider }: Model, fallback: string) {
  return {
    id: slug,
    // Open WebUI shows it.
    name,
    object: "model",
    created: Math.floor(Date.parse(createdAt) / 1_000),
    owned_by: presentProvider(chatProvider ?? fallback),
  };
}
