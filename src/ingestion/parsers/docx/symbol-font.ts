/** The letters and signs of the font Symbol from 0x20 to 0x7e; the font has a place for each, but no Unicode. */
const symbols =
  " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
const firstSymbol = 0x20;
/** Fonts of signs have their characters in this part of the private area. */
const [privateStart, privateEnd] = [0xf000, 0xf0ff];

/**
 * The character that an element `w:sym` stands for (ECMA-376 part 1, 17.3.3.30).
 * @param code Its code in hexadecimal digits.
 * @returns `""` for pictures of fonts that have no letters.
 */
export function symbolCharacter(font: string | undefined, code: string | undefined): string {
  const value = Number.parseInt(code ?? "", 16);
  if (!(value >= firstSymbol && value <= 0xffff)) return "";
  const isPrivate = value >= privateStart && value <= privateEnd;
  if (/^symbol$/i.test(font ?? "")) return symbols[(isPrivate ? value - privateStart : value) - firstSymbol] ?? "";
  return isPrivate || (value >= 0xd800 && value < 0xf900) ? "" : String.fromCharCode(value);
}
