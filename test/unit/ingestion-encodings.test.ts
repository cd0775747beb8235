import { expect, it } from "@jest/globals";
import iconv from "iconv-lite";
import { read } from "../support/documents.js";

/** A language, the encodings that its texts were written in before Unicode, and prose in it. */
interface Sample {
  readonly language: string;
  readonly encodings: readonly string[];
  readonly sentences: readonly string[];
}

const samples: readonly Sample[] = [
  {
    language: "German",
    encodings: ["windows-1252", "iso-8859-1", "iso-8859-15"],
    sentences: [
      "Der alte Müller öffnete früh am Morgen die Tür seiner Mühle.",
      "Über Nacht hatte es geschneit, und die Wege waren glatt.",
      "Die Kinder mußten trotzdem zur Schule gehen.",
      "Für das Fest wurden Brötchen, Käse und süße Äpfel gekauft.",
      "Größere Beträge überweist die Stadt erst nach Prüfung.",
    ],
  },
  {
    language: "French",
    encodings: ["windows-1252", "iso-8859-1"],
    sentences: [
      "Le vieux pêcheur regardait la mer depuis la fenêtre de sa maison.",
      "L'été dernier, nous avons visité plusieurs châteaux près de la forêt.",
      "Les élèves étaient très fatigués après une journée à l'école.",
      "La société a été créée à Genève il y a dix années déjà.",
      "Où avez-vous trouvé cette clé, s'il vous plaît ?",
    ],
  },
  {
    language: "Spanish",
    encodings: ["windows-1252", "iso-8859-1"],
    sentences: [
      "El niño pequeño corrió hacia la montaña con su perro.",
      "Mañana por la mañana iremos al jardín botánico.",
      "¿Cuánto cuesta la habitación más cómoda del hotel?",
      "La canción que escuchó ayer le recordó su niñez.",
      "El señor Núñez trabajó veinte años en la compañía.",
    ],
  },
  {
    language: "Portuguese",
    encodings: ["windows-1252", "iso-8859-1"],
    sentences: [
      "A educação não é um privilégio, é um direito de todos.",
      "O coração da cidade fica perto da estação de comboios.",
      "Amanhã vamos à praia com as crianças e os avós.",
      "As informações serão enviadas até ao próximo mês.",
      "Não há solução fácil para esta situação.",
    ],
  },
  {
    language: "Swedish",
    encodings: ["windows-1252", "iso-8859-1"],
    sentences: [
      "Gården ligger vid sjön, några mil från närmaste stad.",
      "Hästarna står i hagen och äter gräs hela dagen.",
      "På lördag åker vi till skärgården för att fiska.",
      "Det är svårt att förklara varför båten sjönk.",
      "Flickan frågade läraren om hon fick gå hem tidigare.",
    ],
  },
  {
    language: "Polish",
    encodings: ["windows-1250", "iso-8859-2"],
    sentences: [
      "Stary rybak każdego ranka wychodził nad brzeg morza.",
      "Dzieci poszły do szkoły, choć spadł świeży śnieg.",
      "Wójt obiecał, że droga zostanie naprawiona jeszcze w tym miesiącu.",
      "Książka leży na stole obok szklanki z herbatą.",
      "Proszę zapłacić rachunek przed końcem miesiąca.",
    ],
  },
  {
    language: "Czech",
    encodings: ["windows-1250", "iso-8859-2"],
    sentences: [
      "Starý rybář každé ráno chodil k řece a díval se na vlny.",
      "Děti šly do školy, přestože v noci napadl čerstvý sníh.",
      "Příští schůze se bude konat ve středu večer.",
      "Žádný z hostů nevěděl, kde leží klíč od sklepa.",
      "Účet je třeba zaplatit do konce měsíce.",
    ],
  },
  {
    language: "Hungarian",
    encodings: ["windows-1250", "iso-8859-2"],
    sentences: [
      "Az öreg halász minden reggel kiment a tenger partjára.",
      "A gyerekek iskolába mentek, bár éjszaka friss hó esett.",
      "A következő gyűlést szerdán este tartják a városházán.",
      "Kérjük, hogy a számlát a hónap végéig fizesse ki.",
      "A bátyám egy kis könyvesboltban dolgozik Szegeden.",
    ],
  },
  {
    language: "Greek",
    encodings: ["windows-1253", "iso-8859-7"],
    sentences: [
      "Κάθε πρωί ο γέρος ψαράς κατέβαινε στη θάλασσα και κοίταζε τα κύματα.",
      "Τα παιδιά πήγαν στο σχολείο, αν και είχε χιονίσει τη νύχτα.",
      "Η επόμενη συνεδρίαση θα γίνει την Τετάρτη το βράδυ.",
      "Ο λογαριασμός πρέπει να πληρωθεί μέχρι το τέλος του μήνα.",
      "Το παλιότερο κτίριο της πόλης βρίσκεται στην πλατεία.",
    ],
  },
  {
    language: "Hebrew",
    encodings: ["windows-1255", "iso-8859-8"],
    sentences: [
      "כל בוקר ירד הדייג הזקן אל הים והביט בגלים.",
      "הילדים הלכו לבית הספר אף על פי שבלילה ירד שלג.",
      "הישיבה הבאה תתקיים ביום רביעי בערב.",
      "יש לשלם את החשבון עד סוף החודש.",
      "הבניין העתיק ביותר בעיר נמצא בכיכר.",
    ],
  },
  {
    language: "Arabic",
    encodings: ["windows-1256", "iso-8859-6"],
    sentences: [
      "كان الصياد العجوز يذهب كل صباح إلى البحر وينظر إلى الأمواج.",
      "ذهب الأطفال إلى المدرسة رغم أن الثلج سقط في الليل.",
      "سيعقد الاجتماع القادم يوم الأربعاء مساء.",
      "يجب دفع الفاتورة قبل نهاية الشهر.",
      "يقع أقدم مبنى في المدينة في الساحة الكبيرة.",
    ],
  },
  {
    language: "Turkish",
    encodings: ["windows-1254", "iso-8859-9"],
    sentences: [
      "Yaşlı balıkçı her sabah deniz kıyısına iner ve dalgalara bakardı.",
      "Gece kar yağmasına rağmen çocuklar okula gitti.",
      "Bir sonraki toplantı çarşamba akşamı yapılacak.",
      "Faturanın ay sonuna kadar ödenmesi gerekiyor.",
      "Şehrin en eski binası büyük meydanda bulunuyor.",
    ],
  },
  {
    language: "Russian",
    encodings: ["windows-1251", "koi8-r", "iso-8859-5", "cp866"],
    sentences: [
      "Каждое утро старый рыбак выходил к морю и смотрел на волны.",
      "Дети пошли в школу, хотя ночью выпал свежий снег.",
      "Следующее собрание состоится в среду вечером.",
      "Счёт необходимо оплатить до конца месяца.",
      "Самое старое здание города стоит на площади.",
    ],
  },
  {
    language: "Ukrainian",
    encodings: ["windows-1251", "koi8-u"],
    sentences: [
      "Щоранку старий рибалка виходив до моря і дивився на хвилі.",
      "Діти пішли до школи, хоча вночі випав свіжий сніг.",
      "Наступні збори відбудуться в середу ввечері.",
      "Рахунок необхідно сплатити до кінця місяця.",
      "Найстаріша будівля міста стоїть на площі.",
    ],
  },
  {
    language: "Japanese",
    encodings: ["shift_jis", "euc-jp"],
    sentences: [
      "毎朝、年老いた漁師は海辺に出て波を眺めていました。",
      "昨夜は雪が降りましたが、子供たちは学校へ行きました。",
      "次の会議は水曜日の夜に開かれます。",
      "請求書は月末までにお支払いください。",
      "町で一番古い建物は広場に立っています。",
    ],
  },
  {
    language: "Chinese",
    encodings: ["gb18030", "gb2312"],
    sentences: [
      "每天早晨，老渔夫都会来到海边，望着波浪。",
      "虽然夜里下了雪，孩子们还是去上学了。",
      "下一次会议将在星期三晚上举行。",
      "请在月底之前支付账单。",
      "城里最古老的建筑在广场上。",
    ],
  },
  {
    language: "Traditional Chinese",
    encodings: ["big5"],
    sentences: [
      "每天早晨，老漁夫都會來到海邊，望著波浪。",
      "雖然夜裡下了雪，孩子們還是去上學了。",
      "下一次會議將在星期三晚上舉行。",
      "請在月底之前支付帳單。",
      "城裡最古老的建築在廣場上。",
    ],
  },
  {
    language: "Korean",
    encodings: ["euc-kr"],
    sentences: [
      "매일 아침 늙은 어부는 바닷가에 나가 파도를 바라보았다.",
      "밤에 눈이 내렸지만 아이들은 학교에 갔다.",
      "다음 회의는 수요일 저녁에 열린다.",
      "월말까지 요금을 내야 합니다.",
      "도시에서 가장 오래된 건물은 광장에 있다.",
    ],
  },
  {
    language: "Thai",
    encodings: ["windows-874"],
    sentences: [
      "ทุกเช้าชาวประมงชราจะออกไปที่ทะเลและมองดูคลื่น",
      "เด็กๆไปโรงเรียนแม้ว่าหิมะจะตกในตอนกลางคืน",
      "การประชุมครั้งต่อไปจะจัดขึ้นในเย็นวันพุธ",
      "กรุณาชำระเงินก่อนสิ้นเดือน",
      "อาคารที่เก่าแก่ที่สุดในเมืองตั้งอยู่ที่จัตุรัส",
    ],
  },
  {
    language: "English",
    encodings: ["windows-1252"],
    sentences: [
      "The old fisherman’s hut stood “near the water” for years – nobody knew how long.",
      "It’s the harbour master’s duty to charge £48 for each night.",
      "The café on the corner doesn’t open before nine.",
      "Prices rose by 5% — more than anyone’s estimate…",
      "She said: “We’ll see.”",
    ],
  },
];

const wide = ["utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"];
const stories = samples.flatMap(({ language, encodings, sentences }) =>
  [...encodings, ...wide].map((encoding) => ({ language, encoding, sentences })),
);

it.each(stories)("$language in $encoding is read as it was written", async ({ encoding, sentences }) => {
  const paragraph = sentences.join("\n");
  const long = `${paragraph}\n\n`.repeat(40).trimEnd();
  for (const text of [`${sentences.slice(0, 2).join("\n")}\n`, paragraph, long]) {
    const bytes = iconv.encode(text, encoding);
    // The story is about reading, so that the writing must have been possible.
    expect(iconv.decode(bytes, encoding)).toBe(text);
    expect((await read("note.txt", bytes)).text).toBe(text.trimEnd());
  }
});

it.each(samples.flatMap(({ language, sentences }) => wide.map((encoding) => ({ language, encoding, sentences }))))(
  "$language in $encoding with a byte order mark is read without the mark",
  async ({ encoding, sentences }) => {
    const [text = ""] = sentences;
    expect((await read("note.txt", iconv.encode(`\ufeff${text}`, encoding))).text).toBe(text);
  },
);

it("reads Japanese in ISO-2022-JP, as old mails have it", async () => {
  const text = "Subject: 会議\n\n次の会議は水曜日の夜に開かれます。\nTokyo 2026";
  expect((await read("note.txt", iso2022jp(text))).text).toBe(text);
});

it("reads a mostly English text with a few signs as Western European", async () => {
  for (const text of [
    "The fee is £48 for each night.",
    "“It’s late,” she said – and left the café…",
    `${"All of this is plain text without anything special in it. ".repeat(100)}Crème brûlée costs 9 €.`,
  ]) {
    expect((await read("note.txt", iconv.encode(text, "windows-1252"))).text).toBe(text);
  }
});

/** Encodes by way of EUC-JP: the same numbers, shifted by escape sequences rather than by their highest bit. */
function iso2022jp(text: string): Buffer {
  const bytes: number[] = [];
  let isShifted = false;
  for (const byte of iconv.encode(text, "euc-jp")) {
    if (byte >= 0x80 !== isShifted) {
      isShifted = !isShifted;
      bytes.push(0x1b, ...(isShifted ? [0x24, 0x42] : [0x28, 0x42]));
    }
    bytes.push(byte & 0x7f);
  }
  return Buffer.from(bytes);
}
