import { type Token, tokenise } from "../../text/index.js";

/** What a question wants to be told, as far as its question words say. */
export type Cue = "number" | "time" | "name" | "reason";

/**
 * Question words by what they ask for, normalised, in the languages with stop words. Two words (`how many`) are joined by a
 * space. What is not listed gives no cue, which costs a little precision and nothing else.
 */
const words: Readonly<Record<Cue, readonly string[]>> = {
  number:
    `how many|how much|how far|how long|how old|how tall|how high|how often|how big|how large|how deep|how fast|percentage|percent
    wie viel|wie viele|wieviel|wie hoch|wie weit|wie lange|wie alt|combien|cuánto|cuánta|cuántos|cuántas|quanto|quanta|quanti|quante
    quantos|quantas|hoeveel|hur många|hur mycket|hvor mange|hvor meget|hvor mye|сколько|скільки|كم|多少|几个|いくつ|いくら|몇|얼마`.split(
      /\||\n/,
    ),
  time: `when|what year|which year|what date|what century|wann|quand|cuándo|quando|wanneer|när|hvornår|når|когда|коли|متى|何时|什么时候|哪一年|いつ|언제
    welches jahr|welchem jahr|quelle année|qué año|che anno|que ano`.split(/\||\n/),
  name: `who|whom|whose|where|wer|wem|wen|wo|qui|où|quién|quiénes|dónde|chi|dove|quem|onde|wie is|waar|vem|var|hvem|hvor|кто|кого|где|хто|де
    من|أين|谁|哪里|誰|どこ|누구|어디`.split(/\||\n/),
  reason:
    `why|warum|weshalb|wieso|pourquoi|por qué|perché|por que|waarom|varför|hvorfor|почему|зачем|чому|لماذا|为什么|なぜ|왜`.split(
      /\||\n/,
    ),
};

const byWord = new Map<string, Cue>(
  (Object.keys(words) as Cue[]).flatMap((cue) =>
    words[cue].map((word): [string, Cue] => [joinTokens([...tokenise(word.trim())]), cue]),
  ),
);

const evidence: Readonly<Record<Cue, RegExp>> = {
  number:
    /\p{N}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand|million|billion|half|twice|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco)\b/iu,
  time: /\b\d{3,4}\b|\d{1,2}[./:]\d{1,2}|\d{1,2}\.? \p{L}{3,}|\p{L}{3,} \d{1,2}\b|\d\s*[年月日년월일]|\bcentur|\bduring\b|\bafter\b|\bbefore\b/iu,
  name: /(?<=[\p{L}\p{N},;:"'’)] )\p{Lu}\p{L}+|^\p{Lu}\p{L}+ \p{Lu}/u,
  reason:
    /\b(?:because|since|due to|so that|in order to|therefore|as a result|reason|weil|da|um|damit|car|parce|afin|porque|debido|perché|потому|поскольку|чтобы)\b|因为|由于|ため|때문/iu,
};

/** What a question asks for; empty when its words do not say. */
export function cuesOf(question: string): ReadonlySet<Cue> {
  const tokens = [...tokenise(question)];
  const cues = new Set<Cue>();
  for (let index = 0; index < tokens.length; index++) {
    for (const length of [1, 2, 3]) {
      const cue = byWord.get(joinTokens(tokens.slice(index, index + length)));
      if (cue !== undefined) cues.add(cue);
    }
  }
  return cues;
}

/** Whether a sentence has the kind of thing that a cue asks for. */
export function hasEvidence(sentence: string, cue: Cue): boolean {
  return evidence[cue].test(sentence);
}

function joinTokens(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(" ");
}
