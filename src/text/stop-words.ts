/**
 * Function words and question words, space-separated, as they come out of the tokeniser. Only queries leave them out,
 * and only while something else is left: "to be or not to be" still finds its speech.
 */
const lists = new Map(
  Object.entries({
    en: `a an and are as at be been but by can could did do does for from had has have he her hers him his how i if in into is it its
    me my no not of on or our she should so such than that the their them then there these they this those to us was we were
    what when where which who whom whose why will with would you your about according tell please`,
    de: `aber als am an auch auf aus bei bin bis bist da dem den der des die das dass dein deine dich dir doch du durch ein eine einem einen
    einer eines er es euch euer für gegen hab habe haben hat hatte hatten ich ihm ihn ihr ihre im in ins ist ja kann können man mein meine
    mich mir mit nach nicht noch nun nur ob oder sein seine sich sie sind so über um und uns unser unter vom von vor war waren warum was
    weil welche welchem welchen welcher welches wem wen wenn wer werden weshalb wie wieso wir wird wo worden wurde wurden zu zum zur`,
    fr: `a à ai as au aux avec c ce ces cet cette comment d dans de des du elle elles en est et eu il ils j je l la le les leur leurs lui m ma
    mais me même mes moi mon n ne nos notre nous on ont où ou par pas pour pourquoi qu quand que quel quelle quelles quels qui quoi s sa
    sans se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y été être avait combien`,
    es: `a al algo como cómo con cual cuál cuáles cuando cuándo cuántos cuántas cuánto de del desde donde dónde el él ella ellas ellos en entre
    era es esa ese eso esta está este esto fue fueron ha han hay la las le les lo los me mi muy nos no o para pero por porque qué que quién
    quiénes se ser si sin sobre son su sus también te tiene tu un una uno y ya yo`,
    it: `a ad ai al alla alle allo anche c che chi ci come con cosa cui d da dal dalla dei del della delle dello di dove e è ed era essere fu gli
    ha hanno i il in io l la le lei lo loro lui ma mi nel nella nelle no noi non o per perché più qual quale quali quando quanti quanto
    quella quello questa questo se si sono su sua sul sulla suo suoi ti tra tu un una uno vi voi`,
    pt: `a ao aos as às com como da das de do dos e é ela elas ele eles em entre era essa esse esta está este eu foi foram há isso isto já la
    lhe mais mas me meu minha na nas não no nos nós o onde os ou para pela pelas pelo pelos por porque qual quais quando quanto quantos que
    quê quem se sem ser seu seus sua suas são também te tem um uma você`,
    nl: `aan al als bij dan dat de der deze die dit door een en er had heb hebben heeft het hij hoe hoeveel hun ik in is je kan maar me men met
    mij mijn na naar niet nog nu of om onder ons ook op over te tot uit van veel voor waar waarom wanneer was wat we welke wel werd wie wij
    wordt zal ze zich zij zijn zo zou`,
    sv: `alla att av de deras det den dess dessa denna detta dig din du där efter eller en er ett för från ha hade han hans har hon hur hur i
    icke inte jag kan man med mellan men mig min mot när ni nu någon något och om oss på samma sig sin ska som så till under upp ut vad var
    varför vi vid vilka vilken vilket vem är`,
    da: `af alle at blev da de deres det den denne dette der dig din du efter eller en er et for fra ham han hans har have hende hun hvad hvem
    hvilke hvilken hvilket hvis hvor hvordan hvorfor hvornår i ikke jeg kan man med meget men mig min mod nu når og også om op os på sig sin
    skal som så til ud under var ved vi være`,
    no: `alle at av ble da de den denne der deres det dette du eller en er et etter for fra ha hadde han hans har hun hva hvem hvilke hvilken
    hvilket hvis hvor hvordan hvorfor i ikke jeg kan man med men mot mye når nå og også om opp oss på seg sin skal som så til under ut var
    ved vi være`,
    ru: `а без бы был была были было быть в вам вас весь во вот все всё вы где да для до его ее её ей ему если есть еще ещё же за зачем и из или
    им их к как какая какие каких каким какими какого какое какой какому какую ко когда кого который которая которое которые кто ли между меня
    мне мы на над не него нее ней нет ни них но о об он она они оно от по под почему при с свой себя сколько со та так такой там тем то того
    тоже той только том ты у уже чего чей чем что чтобы чье это этого этой этом этот`,
    uk: `а але б без би був була були було бути в вам вас ви від він вона вони воно все де для до до є ж за з зі і із її їх й його коли ким який яка
    яке які якого якій котрий ли ми мене мені між на над не нас ні о об от по під при про с свій себе скільки та так там те ти то того тому у
    хто це цей ця чи чому що щоб я як`,
    ar: `أن أو أي أين إلى إن التي الذي الذين اللذان ان او اي الى به بها بين تم ثم حتى حول حيث خلال ذلك عن على عند عندما في فيه فيها قد كان كانت كل كم كما
    كيف لا لكن لم لماذا له لها ما ماذا متى مع من منذ منه منها هذا هذه هل هم هو هي و وكان وهو وهي ولم وما ومن يكون`,
  }),
);

const sets = new Map<string, ReadonlySet<string>>();

/** The stop words of a language, normalised; none for a language without a list. @param language ISO 639-1 code. */
export function stopWords(language: string | null): ReadonlySet<string> {
  const key = language ?? "";
  let words = sets.get(key);
  if (words === undefined)
    sets.set(key, (words = new Set((lists.get(key) ?? "").split(/\s+/).filter((word) => word !== ""))));
  return words;
}
