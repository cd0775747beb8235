import { refusedCallers } from "./callers.js";
import { type FieldTable, mutations, queries, subscriptions } from "./expectations/index.js";
import { inParallel, leaksIn, type Matrix, outcomeOf } from "./matrix.js";
import { anyVariables } from "./plan.js";
import type { Sockets } from "./transports.js";

/** The close code for a credential that graphql-ws does not admit. */
const forbidden = 4403;

/** Calls every root field with every credential that does not work: not even public ones answer. */
export async function runRefused(matrix: Matrix): Promise<void> {
  const roots: readonly (readonly ["Query" | "Mutation", FieldTable])[] = [
    ["Query", queries],
    ["Mutation", mutations],
  ];
  for (const [root, table] of roots) {
    const fields = Object.entries(table);
    await inParallel(fields, async ([field, expectation]) => {
      const variables = await anyVariables(matrix.world, expectation);
      const query = matrix.operations.rootField(root, field);
      for (const caller of refusedCallers) {
        const { status, code, text } = await matrix.send(matrix.world.credentials[caller], query, variables);
        matrix.record(`${field} by ${caller}`, "401 UNAUTHENTICATED", `${status} ${code ?? "no error"}`);
        matrix.check(`${field} by ${caller}, what is in the answer`, "", leaksIn(matrix.world, caller, text));
      }
    });
  }
}

/** The same with sockets: none is opened, and an operation that brings the credential itself is refused. */
export async function runRefusedSockets(matrix: Matrix, sockets: Sockets): Promise<void> {
  const { world, operations } = matrix;
  const fields = Object.entries(subscriptions);
  await inParallel(refusedCallers, async (caller) => {
    const credential = world.credentials[caller];
    matrix.record(`socket of ${caller}`, String(forbidden), String(await sockets.refusal(credential)));
    for (const [field, expectation] of fields) {
      const variables = await anyVariables(world, expectation);
      const query = operations.rootField("Subscription", field);
      const reply = await sockets.sendInOperation(credential, query, variables);
      matrix.record(`${field} by ${caller}, in the operation`, "UNAUTHENTICATED", outcomeOf(reply, field));
    }
  });
}
