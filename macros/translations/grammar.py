"""The small words of each language that change what a sentence says, and those that do not."""

import re
import unicodedata
from itertools import pairwise

from ..model.base import LANGUAGES, Language

# Spellings and abbreviations of one and the same; applied before the text is taken apart.
_PAIRS: dict[Language, tuple[tuple[str, str], ...]] = {
    "da": (
        (r"f\.\s?eks\.?|fx\.?", "for eksempel"),
        (r"bl\.\s?a\.?", "blandt andet"),
        (r"d\.?v\.?s\.?", "det vil sige"),
        (r"o\.?s\.?v\.?", "og så videre"),
        (r"m\.\s?fl\.?", "med flere"),
        (r"m\.\s?m\.?", "med mere"),
        (r"ca\.?", "cirka"),
        (r"pct\.?", "procent"),
        (r"kl\.", "klokken"),
        (r"nr\.?", "nummer"),
        (r"mio\.?", "millioner"),
        (r"mia\.?", "milliarder"),
        (r"kr\.?", "kroner"),
        (r"min\.(?=\s[a-zæøå])", "minutter"),
    ),
    "en": (
        (r"e\.\s?g\.?|for instance", "for example"),
        (r"i\.\s?e\.?", "that is"),
        (r"per\s?cent|pct\.?", "percent"),
        (r"can[’']t|can not", "cannot"),
        (r"won[’']t", "will not"),
        (r"shan[’']t", "shall not"),
        (r"approx\.?", "approximately"),
    ),
}
_SAME: dict[Language, tuple[tuple[re.Pattern[str], str], ...]] = {
    lang: tuple((re.compile(rf"(?i)(?<!\w)(?:{pattern})(?!\w)"), whole) for pattern, whole in _PAIRS[lang])
    for lang in LANGUAGES
}
PERCENT: dict[Language, str] = {"da": "procent", "en": "percent"}
_CONTRACTED = ((re.compile(r"n[’']t\b"), " not"), (re.compile(r"[’']re\b"), " are"), (re.compile(r"[’']ll\b"), " will"),
               (re.compile(r"[’']ve\b"), " have"), (re.compile(r"\b(I)[’']m\b"), r"\1 am"))  # fmt: skip


def _counted(words: str, first: int) -> dict[str, str]:
    return {word: str(value) for value, word in enumerate(words.split(), first)}


NUMBERS: dict[Language, dict[str, str]] = {
    "da": _counted("to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten", 2)
    | _counted("atten nitten tyve", 18)
    | {"tredive": "30", "fyrre": "40", "halvtreds": "50", "tres": "60", "halvfjerds": "70", "firs": "80"}
    | {"halvfems": "90", "hundrede": "100", "tusind": "1000", "tusinde": "1000"},
    "en": _counted("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 2)
    | _counted("sixteen seventeen eighteen nineteen twenty", 16)
    | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80"}
    | {"ninety": "90", "hundred": "100", "thousand": "1000"},
}

# Words whose change is never small: each group says one thing.
_WEIGHTY: dict[Language, str] = {
    "da": """
        ikke|ej; aldrig; ingen|intet|ingenting; uden; hverken; undtagen; næppe; kan; kunne; skal; skulle; må; måtte;
        bør; burde; vil; ville; al|alt|alle; nogen|nogle|noget; ganske; mange|meget; få; færre; færrest; flere; flest;
        mere; mest; mindre; mindst; højst; hver|hvert|enhver|ethvert; begge; kun; lidt; halv|halve|halvt; dobbelt;
        altid; ofte; sjældent|sjælden|sjældne;
        første; anden; tredje; fjerde; femte; sidste; næste; før; efter; med; mod|imod;
        for; til; fra; over; under; indtil; siden; eller; og; men; hvis; medmindre; selvom; fordi; både; januar;
        februar; marts; april; maj; juni; juli; august; september; oktober; november; december; mandag; tirsdag; onsdag;
        torsdag; fredag; lørdag; søndag; million|millioner; milliard|milliarder;
        dag|dage; uge|uger; måned|måneder; år; ja; nej; sjette; syvende; ottende; niende; tiende; ellevte;
        tolvte; femtende; tyvende;
        halvdel|halvdelen; tredjedel; fjerdedel; femtedel; tiendedel; ingensinde; udelukkende; næsten; ene|eneste
    """,
    "en": """
        not|no; cannot; never; none; nobody; nothing; nowhere; without; neither; nor; except; hardly; can; could; may;
        might; must; shall; should; will; would; ought; all; every|each; any|anything|anyone;
        some|something|someone; several;
        many|much; few; fewer; fewest; less; least; more; most; both; half; double; only; always; often; seldom|rarely;
        sometimes; usually; first; second; third; fourth; fifth; last; next; before; after; with; against; from; to;
        over; under; until; since; and; or; but; if; unless; although; because; january; february; march; april; june;
        july; august; september; october; november; december; monday; tuesday; wednesday; thursday; friday; saturday;
        sunday;
        million; billion; sixth; seventh; eighth; ninth; tenth; twentieth; quarter;
        almost; entirely; day|days; week|weeks; month|months; year|years; yes
    """,
}
WEIGHTY: dict[Language, dict[str, int]] = {
    lang: {word: number for number, group in enumerate(text.split(";")) for word in group.strip().split("|")}
    for lang, text in _WEIGHTY.items()
}

# Words that a mended sentence gains, loses or swaps without saying anything else.
_LIGHT: dict[Language, str] = {
    "da": "en et den det de dem der som at i på af ad om ved hos er sig sin sit sine deres dens dets jo så her",
    "en": "a an the that which who whom of in on at by is are be it its they them their there theirs so as this these",
}
LIGHT: dict[Language, frozenset[str]] = {lang: frozenset(words.split()) for lang, words in _LIGHT.items()}
# Pairs that writers mix up, where both are words.
_CONFUSED: dict[Language, str] = {
    "da": """
        og/at for/før ligge/lægge ligger/lægger lå/lagde syntes/synes hans/sin hendes/sin deres/sin til/tit ind/inde
        ud/ude op/oppe ned/nede hen/henne hjem/hjemme man/mand vær/hver vær/være være/værre hvad/var hvis/vis få/fået
    """,
    "en": """
        there/their there/theyre their/theyre your/youre to/too then/than affect/effect lose/loose of/off whose/whos
        were/where were/was was/is is/are has/have quite/quiet principle/principal practice/practise advice/advise
        weather/whether
    """,
}
CONFUSED: dict[Language, frozenset[frozenset[str]]] = {
    lang: frozenset(frozenset(pair.split("/")) for pair in text.split()) for lang, text in _CONFUSED.items()
}
_ENDINGS: dict[Language, str] = {"da": "e n en et r er t s es ens ets ne ene erne ernes ers", "en": "s es e"}
ENDINGS: dict[Language, frozenset[str]] = {lang: frozenset(["", *text.split()]) for lang, text in _ENDINGS.items()}
# A verb now, a verb then: what follows the part that both share.
TENSES: dict[Language, frozenset[tuple[str, str]]] = {
    "da": frozenset({("er", "ede"), ("e", "ede"), ("r", "ede"), ("er", "te"), ("r", "de"), ("s", "des")}),
    "en": frozenset({("", "ed"), ("s", "ed"), ("e", "ed"), ("es", "ed")}),
}
OPPOSITES: dict[Language, tuple[str, ...]] = {
    "da": ("u", "in", "im", "mis", "de", "ikke", "anti", "gen"),
    "en": ("un", "in", "im", "ir", "il", "dis", "non", "mis", "de", "anti", "re"),
}
_BRITISH = tuple(
    (re.compile(pattern), new)
    for pattern, new in (
        (r"(?<=\w\w)iz(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)", "is"),
        (r"(?<=\w\w)yz(?=(?:e|es|ed|er|ing)$)", "ys"),
        (r"(?<=\w{3})our(?=(?:s|ed|ing|able|ite|ites|ly|hood|hoods|ful|al|)$)", "or"),
        (r"(?<=\w[tb])re(?=s?$)", "er"),
        (r"ogue(?=s?$)", "og"),
        (r"ll(?=(?:ed|ing|er|ers)$)", "l"),
        (r"mme(?=s?$)", "m"),
        (r"ense(?=[sd]?$)", "ence"),
        (r"dgem(?=ent)", "dgm"),
        (r"^gray", "grey"),
    )
)
_FOUR = frozenset(["four", "hour", "hours", "your", "yours", "our", "ours", "tour", "tours", "pour", "sour"])


def spelled_out(text: str, lang: Language) -> str:
    """A text with one spelling for abbreviations and contractions."""
    for pattern, short in _SAME[lang]:
        text = pattern.sub(short, text)
    if lang == "en":
        for pattern, short in _CONTRACTED:
            text = pattern.sub(short, text)
    return text


def folded(word: str, lang: Language) -> str:
    """A word as it is compared: small letters, no accents, hyphens or apostrophes, one of its right spellings."""
    word = word.lower().translate(_SIGNS)
    if not word.isascii():
        word = "".join(sign if sign in "æøå" else unicodedata.normalize("NFKD", sign)[0] for sign in word)
    if lang == "da":
        return word.replace("aa", "å")
    if word not in _FOUR:
        for pattern, new in _BRITISH:
            word = pattern.sub(new, word)
    return word


_SIGNS = str.maketrans("", "", "-‐‑’'´`")
_KEYS = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
_BESIDE = frozenset(pair for row in _KEYS for x, y in pairwise(row) for pair in ((x, y), (y, x)))


def beside(one: str, two: str) -> bool:
    """Whether two letters are neighbours on a Danish keyboard, or the same."""
    return one == two or (one, two) in _BESIDE
