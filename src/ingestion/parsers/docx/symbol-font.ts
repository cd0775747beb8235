/** The signs of the font Symbol by their codes in it, which are no Unicode: from 0x20, and from 0xa0. */
const lowerSymbols = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const upperSymbols =
  "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…|—↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";
const [firstLower, firstUpper] = [0x20, 0xa0];
/** Fonts of signs have their characters in this part of the private area. */
const [privateStart, privateEnd] = [0xf000, 0xf0ff];

/**
 * The character that an element `w:sym` stands for (ECMA-376 part 1, 17.3.3.30).
 * @param code Its code in hexadecimal digits.
 * @returns `""` for pictures of fonts that have no letters.
 */
export function symbolCharacter(font: string | undefined, code: string | undefined): string {
  const value = Number.parseInt(code ?? "", 16);
  if (!(value >= firstLower && value <= 0xffff)) return "";
  const isPrivate = value >= privateStart && value <= privateEnd;
  if (/^symbol$/i.test(font ?? "")) return symbol(isPrivate ? value - privateStart : value);
  return isPrivate || (value >= 0xd800 && value < 0xf900) ? "" : String.fromCharCode(value);
}

function symbol(code: number): string {
  return (code < firstUpper ? lowerSymbols[code - firstLower] : upperSymbols[code - firstUpper]) ?? "";
}
