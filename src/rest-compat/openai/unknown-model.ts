import { DocentError } from "../../errors/index.js";

/** No workspace has this name. The code is OpenAI's, by which its clients know the case. */
export class UnknownModelError extends DocentError {
  constructor(model: string) {
    super("notFound", "MODEL_NOT_FOUND", `The model '${model}' does not exist or you do not have access to it.`, {
      field: "model",
    });
  }
}
