import { describe, expect, test } from "@jest/globals";
import { type Entry, HostGate, type Turn } from "../../src/web/host-gate.js";

const minute = 60_000;
const hour = 3_600_000;
const idle = new AbortController().signal;

function turnOf({ turn }: Entry): Turn {
  if (turn === null) throw new Error("There was no turn.");
  return turn;
}

describe("the gate before a host", () => {
  test("lets one in after the other, however many there are, and other hosts beside", async () => {
    const gate = new HostGate(0);
    let inside = 0;
    let most = 0;
    const visit = async (path: string) => {
      const turn = turnOf(await gate.enter(`https://example.com/${path}`, minute, idle));
      inside += 1;
      most = Math.max(most, inside);
      const beside = turnOf(await gate.enter(`https://example.com:8443/${path}`, minute, idle));
      inside -= 1;
      beside.leave();
      turn.leave();
    };
    await Promise.all(["a", "b", "c", "d", "e"].map(visit));
    expect(most).toBe(1);
  });

  test("says when to come again where it would take too long", async () => {
    const gate = new HostGate(hour);
    const turn = turnOf(await gate.enter("https://example.com/", 0, idle));
    expect(await gate.enter("https://example.com/other", 0, idle)).toEqual({ turn: null, waitMilliseconds: 1_000 });
    expect(turn.leave()).toBe(hour);
    const later = await gate.enter("https://example.com/other", minute, idle);
    if (later.turn !== null) throw new Error("It came too soon.");
    expect(later.waitMilliseconds).toBeGreaterThan(hour / 2);
    expect(later.waitMilliseconds).toBeLessThanOrEqual(hour);
  });

  test("keeps to the pause that a site asks for, for whoever comes, where that is the longer one", async () => {
    const gate = new HostGate(0);
    expect(turnOf(await gate.enter("https://slow.example/", 0, idle)).leave(hour)).toBe(hour);
    expect((await gate.enter("https://slow.example/watched", minute, idle)).turn).toBeNull();
    expect(turnOf(await gate.enter("https://quick.example/", 0, idle)).leave()).toBe(0);
    expect(turnOf(await new HostGate(hour).enter("https://quick.example/", 0, idle)).leave(minute)).toBe(hour);
  });

  test("takes a turn back once, and keeps nobody who was told to stop", async () => {
    const gate = new HostGate(0);
    const first = turnOf(await gate.enter("https://example.com/", 0, idle));
    first.leave();
    const second = turnOf(await gate.enter("https://example.com/", minute, idle));
    first.leave();
    const stopping = new AbortController();
    const waiting = gate.enter("https://example.com/", hour, stopping.signal);
    stopping.abort(new Error("The node stops."));
    await expect(waiting).rejects.toThrow("The node stops.");
    second.leave();
    expect((await gate.enter("https://example.com/", minute, idle)).turn).not.toBeNull();
  });

  test("forgets hosts that nobody asks for long, and none that is to be left alone", async () => {
    const gate = new HostGate(0);
    turnOf(await gate.enter("https://slow.example/", 0, idle)).leave(hour);
    for (let count = 0; count < 1_100; count += 1) {
      turnOf(await gate.enter(`https://host-${count}.example/`, 0, idle)).leave();
    }
    expect((await gate.enter("https://slow.example/", 0, idle)).turn).toBeNull();
  });
});
