import { Agent, request } from "node:http";

// Asks an address over so many connections for so many seconds, and prints how many answers came in a second:
// node load.js <url> <key> <connections> <seconds>
const [url = "", key = "", connections = "16", seconds = "3"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
let answers = 0;
const begin = performance.now();
const end = begin + Number(seconds) * 1_000;
await Promise.all(Array.from({ length: Number(connections) }, askOnAndOn));
agent.destroy();
process.stdout.write(String((answers * 1_000) / (performance.now() - begin)));

async function askOnAndOn(): Promise<void> {
  while (performance.now() < end) {
    await ask();
    answers += 1;
  }
}

function ask(): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: { authorization: `Bearer ${key}` } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}.`));
      response.resume();
      response.once("end", resolve);
    });
    sent.once("error", reject);
    sent.end();
  });
}
