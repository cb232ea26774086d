// Whether a reason says anything that is true of this request alone (R20). No learning, three signs that a reader can
// check: words that are not office talk, an anchor (a name, a number, a place in a log), and a date.

export type Reading = {
  isVague: boolean;
  /** What it leaves out, in words: "no date", "no name or number". */
  missing: string[];
  /** The office talk it is made of, as it was typed. */
  filler: string[];
};

export function readReason(text: string): Reading {
  const words = wordsIn(text);
  const telling = distinct(words.filter(isTelling));
  const anchors = distinct(words.filter(isAnchor));
  const dates = words.filter(isDate);
  const share = telling.length / Math.max(1, distinct(words).length);

  const says = telling.length + anchors.length + (dates.length > 0 ? 1 : 0);
  return {
    isVague: says < fewest || share < least(anchors.length, dates.length),
    missing: [
      telling.length < 4 && "what happens to what",
      anchors.length === 0 && "a name or a number",
      dates.length === 0 && "a date",
    ].filter((one) => one !== false),
    filler: distinct(words.filter((word) => isOfficeTalk(word) && word.text.length > 3)).slice(
      0,
      fillerShown,
    ),
  };
}

const fewest = 5;
const fillerShown = 4;

/** Office talk weighs less where the reason also names something: long empty ones name nothing. */
function least(anchors: number, dates: number): number {
  return anchors + dates > 0 ? 0.2 : 0.28;
}

type Word = { text: string; plain: string; startsSentence: boolean };

function wordsIn(text: string): Word[] {
  const words: Word[] = [];
  let startsSentence = true;
  for (const [token] of text.matchAll(/[\p{L}\p{N}*€$£%][\p{L}\p{N}'’.:*/%-]*|[!?.]/gu)) {
    if (/^[!?.]$/.test(token)) {
      startsSentence = true;
      continue;
    }
    const bare = token.replace(/[.:'’-]+$/, "");
    words.push({ text: bare, plain: bare.toLowerCase().replace(/['’]s$/, ""), startsSentence });
    startsSentence = /[.:]$/.test(token);
  }
  return words;
}

/** Elsewhere: "EX-1012", "JIRA-4711". What a reference says is not said here. */
const isReference = ({ text }: Word) => /^[A-Z]{2,}-\d+$/.test(text);

function isTelling(word: Word): boolean {
  if (word.plain.length < 2 || isReference(word) || isDate(word)) return false;
  return !smallWords.has(word.plain) && !isOfficeTalk(word);
}

function isAnchor(word: Word): boolean {
  if (isReference(word) || isDate(word)) return false;
  const { text, startsSentence } = word;
  if (/\d/.test(text) || numbers.has(word.plain)) return true;
  const isName = /^\p{Lu}/u.test(text) && (!startsSentence || /^.+\p{Lu}/u.test(text));
  return isName && text !== "I" && isTelling(word);
}

function isDate({ text, plain }: Word): boolean {
  return (
    days.has(plain) ||
    /^(\d{1,2}(st|nd|rd|th)|\d{1,2}[.:]\d{1,2}([.:]\d{2,4})?|\d{4}-\d\d-\d\d|20[2-9]\d)$/.test(plain) ||
    (/^\p{Lu}/u.test(text) && months.has(plain))
  );
}

function isOfficeTalk({ plain }: Word): boolean {
  return officeStems.some((stem) => plain.startsWith(stem));
}

const distinct = (words: Word[]) => [...new Map(words.map((word) => [word.plain, word.text])).values()];

const list = (words: string) => words.trim().split(/\s+/);

const days = new Set(
  list(`monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun tomorrow tonight
    yesterday today noon midnight christmas easter`),
);

const months = new Set(
  list(`january february march april may june july august september october november december jan feb mar apr jun jul
    aug sep sept oct nov dec`),
);

const numbers = new Set(
  list(`two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty hundred thousand
    half double twice`),
);

const smallWords = new Set(
  list(`a an the this that these those it its we our us they their them he she his her him you your i my me who whom whose
    which what when where why how and or but so nor if then than as at by for from in into of off on onto out over per
    to up upon with without within via until till since before after during while because due is are was were be been
    being am do does did done doing have has had having will would shall should can could may might must not no none
    never n/a yes any all some each every both few many much more most less least other others another same such only
    own just also too very really quite already still yet again now here there once always sometimes soon later next
    last first new old one ones get gets got getting go goes going gone come comes came make makes made making take
    takes took taken use uses used using let lets keep keeps kept give gives given put set see seen say says said know
    known want wants wanted like way ways thing things something anything everything nothing somebody someone anyone
    everyone everybody people however therefore otherwise although though either neither between about above below
    under around through across along against among further it's don't can't cannot won't isn't doesn't didn't
    time times day days week weeks month months year years hour hours minute minutes moment period quarter end ends
    short long longer shorter big small large good bad better best well fine okay ok be need needs needed needing
    different able unable possible impossible bit lot lots back down away let's we'll we're we've i'm xxx asdf tbd
    thing case cases`),
);

/** Beginnings of the words that fit any request: asking, agreeing, hurrying, postponing, the firm and its project. */
const officeStems = list(`
  accept accord achiev acknowledg action activit additional address adequate adjust affect agil agree aim align allow alternativ
  annoy applica appreciat approach appropria approv arrang asap ask assess attach aware
  barrier becom beforehand behalf benefi best-effort block boss budget busines
  careful caus certain challeng change chang circumstanc clear client close closed colleague
  communicat compan compensat complain complet complex complian comply concern condition confirm consequenc consider constrain
  continu control convenien correspond cost critical current customer
  deadlin decid decision deem defin delay deliver demand depart depend deploy describ descript desir detail determin
  dev develop deviat difficult director discuss disrupt doubt dring
  easy easier effect efficien effort enable ensur enterpris entire environment escalat essential establish evaluat eventual exceed except
  execut exist expect expir explain extend extens
  facilitat fast feature feedback final find fix flexib focus follow forward fulfil function fully future
  general go-live goal grant greeting grow guarantee guidelin
  handl happen hello help high hinder hope
  immediate impact imped implement import improv inconvenien increas indispensab inform initiativ intend interest intern
  involv issue
  kind know
  leader legacy level limit
  maintain manage manager mandator mean measur meet mention minimal minimum mitigat more
  necess negativ normal note
  object obstacle occur ongoing operat optim option organi otherwise outcome overall owner
  paralyz part partie party pending perform perman permi person phase plan planned planning please point polic posit possib postpon
  potential practic pragmatic present priorit process produc productiv program progress project proper propos provid purpos
  quality quick quickly
  reach react readi ready reason recent recommend reduc refer regard regular releas relevant reliab remain remediat remov
  request requir resolv resource respect respon restrict result review revis right risk roadmap rule
  same satisf schedul scope secur sense sensible serious serve service situation slow smooth solution solv specif stabil stakeholder
  standard start state status step stop strateg stric strong subject success suffici suitab support system
  target task team technic temp temporar test thank think thus tool top topic transition try
  unavoidab understand unfortun unnecess upcoming upper urgen usage use-case user usual
  valid value various verif version vital
  wait warrant wish work workaround workload
  benötigt bitte freigabe sofort
`);
