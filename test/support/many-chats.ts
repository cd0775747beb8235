import type { TestServer } from "./server.js";

/** Writes answered chats straight into the table, `textBytes` of answer each; asking so many would take hours. */
export async function insertChats(
  { database }: Pick<TestServer, "database">,
  workspaceId: number,
  count: number,
  textBytes = 100,
): Promise<void> {
  await database.pool.query(
    `INSERT INTO chat (uuid, workspace_id, asker, prompt, response, mode, status, finished_at)
     SELECT gen_random_uuid(), $1, 'key:0', 'Question ' || n, 'Answer ' || n || repeat('.', $3), 'chat', 'completed', now()
     FROM generate_series(1, $2::int) AS n`,
    [workspaceId, count, textBytes],
  );
}
