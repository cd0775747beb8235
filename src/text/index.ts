export { analyse, countTerms, termOf, type Terms } from "./analyse.js";
export { cutToTokens } from "./cut-to-tokens.js";
export { detectLanguage, type DetectedLanguage } from "./language.js";
export { splitSentences, type Sentence } from "./sentences.js";
export { stemWord } from "./stem.js";
export { stopWords } from "./stop-words.js";
export { avalanche, termHash } from "./term-hash.js";
export { estimateTokens } from "./token-estimate.js";
export { tokenise, type Token, type TokenKind } from "./tokenise.js";
