import { Client, Connection } from '@temporalio/client';

/** Everything that Temporal's histories hold in words: the payloads of every workflow, what failed and why, and their ids. */
export async function wordsInHistories(address: string, namespace: string): Promise<string[]> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const words: string[] = [];
    for await (const { workflowId } of client.workflow.list()) {
      const history = await client.workflow.getHandle(workflowId).fetchHistory();
      const written = JSON.stringify(history);
      const payloads = [...written.matchAll(/"data":"([^"]*)"/g)];
      const failures = [...written.matchAll(/"(?:message|stackTrace)":"((?:[^"\\]|\\.)*)"/g)];
      words.push(
        workflowId,
        ...payloads.map(([, data]) => Buffer.from(data ?? '', 'base64').toString()),
        ...failures.map(([, said]) => said ?? ''),
      );
    }
    return words;
  } finally {
    await connection.close();
  }
}
