"""Whether a message asks to be introduced to somebody, in either language.

Not covered: what only the matter tells, but for the cluster's own household (`_HOUSEHOLD`); and a request for others
("introduser Kari for Ola") is not one. Who merely asks who can do something gets an answer from the register.
"""

from __future__ import annotations

import re

_ME = r"(?:meg|oss|me|us)"
_I = r"(?:jeg|vi|eg|me|i|we)"
_NOT_A_MATCH = r"(?!menneske|person\b|koordinator|human|real|ekte|admin|coordinator)"
_SOMEBODY = (
    r"(?:noen|nokon|nokre|folk|andre|flere|fleire|some(?:one|body)|any(?:one|body)|folks|others"
    r"|(?:some |more |new |other )*(?:people|members|peers)"
    rf"|(?:en|ein|ei|et|eit|an?) {_NOT_A_MATCH}\w+)"
)
# Who asks to talk to somebody without a word on whom wants a human being.
_DESCRIBED = rf"{_SOMEBODY} \w+"
_MEET = (
    r"(?:m(?:ø|o)te|møtt|treffe?|truffet|truffe|bli(?:tt)? kjent med|(?:snakk|prat)(?:e|a|et) med"
    r"|(?:komme?|kommet|få|fått)(?: i)? kontakt med|ta en (?:kaffe|prat) med"
    r"|meet|(?:talk|speak|chat) (?:to|with)|get to know|get in (?:touch|contact) with|connect with"
    r"|(?:have|grab) (?:a )?coffee with)"
)
_WISH = (
    rf"(?:{_I} (?:vil|ville|ønsker|ønskjer|ynskjer|skulle|trenger|treng|kunne|har lyst)"
    r"(?: (?:gjerne|svært|veldig|bare|også|tenke|tenkt|meg|oss|til|på|å|ha))*"
    r"|(?:i|we)(?:['’]d| would)?(?: (?:really|very much|also|just|only))* (?:like|love|want|wish|need|hope) to"
    rf"|(?:kan|får|kunne|can|could|may) {_I}(?: (?:få|please))?)"
)
_INTRODUCED = (
    r"(?:(?:bli|blitt|få) (?:introdusert|presentert|kobla|koblet|kopla|koplet|matchet|matcha)"
    r"|(?:be|get) (?:introduced|connected|matched|paired))"
)
_SHOULD_MEET = (
    rf"(?:(?:hvem|kven)(?: \w+){{0,3}}? (?:bør|burde) {_I}"
    r"|who(?: \w+){0,3}? (?:should|ought) (?:i|we)(?: to)?)"
)
_SUGGEST = rf"(?:foreslå|finne?|anbefale?|suggest|recommend|find)(?: {_ME})?(?: (?:to|tre|two|three))?"
# Whom to turn to in case something happened stands in the documents.
_IN_CASE = r"(?!,? (?:hvis|dersom|om jeg|om vi|om eg|når|i tilfelle|if|when|in case)\b)"
_IN_A_CHANNEL = r"(?! (?:i|in|på|on) (?:#|\w*kanal|the |slack))"
# Whom to turn to about the cluster's own household stands in the documents, and a coordinator knows.
_HOUSEHOLD = (
    r"(?! (?:om|angående|vedrørende|når det gjelder|about|regarding|concerning)"
    r" (?:(?:en|et|ei|den|det|min|mitt|mi|vår|vårt|vår|the|an?|my|our|this|that) )*(?:nye? |nytt |new |lost )?"
    r"(?:(?:faktura|regning|purring|kontingent|medlemskap|medlemsavgift|innmelding|utmelding|oppsigelse|adgangskort"
    r"|nøkkel|parkering|møterom|kontorplass|reiseregning|påmelding|avmelding)(?:en|a|et|ene|er)?"
    r"|invoices?|bills?|membership(?: fees?)?|fees?|(?:access|key) ?cards?|keys?|parking|meeting rooms?"
    r"|office space|travel claims?|registration)\b(?! (?:tech|system|software|solution|platform|service|market)))"
)

_REQUEST = re.compile(
    r"\b(?:"
    + "|".join(
        (
            rf"(?:introdusere?|presentere?|introduce) {_ME}\b{_IN_A_CHANNEL}",
            rf"introducing {_ME} to\b",
            rf"sette? {_ME} i (?:kontakt|forbindelse) med\b",
            rf"put {_ME} in (?:touch|contact) with\b",
            rf"(?:koble?|kople?|matche?|match|pair|connect|hook|set) {_ME} (?:(?:sammen|opp|up) )?(?:med|with)\b",
            rf"(?:koble?|kople?|connect) {_ME} (?:til|på|to) {_SOMEBODY}\b",
            rf"{_INTRODUCED} (?:for|til|med|to|with) {_SOMEBODY}\b",
            rf"(?:introduksjon|introduction|intro) (?:til|to) {_SOMEBODY} (?:som|fra|i|hos|who|that|from|at|in)\b",
            rf"{_WISH} {_MEET} {_DESCRIBED}\b",
            rf"{_SHOULD_MEET} {_MEET}\b{_IN_CASE}{_HOUSEHOLD}",
            rf"{_SUGGEST} {_SOMEBODY} (?:\w+ )?(?:som )?(?:{_I} (?:bør|burde|kan|kunne|should|could|can)|å|to) "
            rf"(?:{_MEET}|snakke?|prate?|talk|speak|chat)\b",
        )
    )
    + ")",
    re.IGNORECASE,
)
# What comes before the person who is asked for.
_ASKED_FOR = re.compile(
    rf"\W*(?:(?:hei|hi|hello|hallo)\b[^,.!?]{{0,20}}[,.!]\s*)?"
    rf"(?:(?:kan|kunne|vil|can|could|would|will) (?:du|dere|you) )?"
    rf"(?:(?:vær så snill(?: å)?|please|gjerne) )?"
    rf"(?:(?:introdusere?|presentere?|introduce|connect|pair|match|koble?|kople?|matche?) {_ME} (?:for|til|med|to|with)"
    rf"|sette? {_ME} i (?:kontakt|forbindelse) med|put {_ME} in (?:touch|contact) with"
    rf"|{_WISH} {_MEET})\s+(?=\w)",
    re.IGNORECASE,
)
# What makes the same words a question about introductions, something that was, or a no.
_OTHERWISE = re.compile(
    r"\b(?:ikke|ikkje|aldri|slutt|unngå|don['’]?t|do not|not|never|stop|avoid)\b"
    r"|^\W*(?:(?:hei|hi|hello|og|and|men|but)\W+)?"
    r"(?:hva(?! med)|kva(?! med)|hvordan|korleis|hvorfor|kvifor|når|hvor|kor|what(?! about)|how(?! about)"
    r"|why|when|where|did|does|har du|hadde|have you|had you|gjorde)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.!?;:,\n–]")


# The words of a request that says nothing of whom.
_OF_ANY_REQUEST = frozenset(
    re.findall(
        r"\w+",
        """
        kan du vil kunne skulle gjerne er snill hei takk meg oss jeg vi eg me introdusere introduser
        introdusert presentere presenter presentert sett sette i kontakt forbindelse med koble kople kobla
        koblet matche match for til noen nokon nokre folk andre medlem medlemmer medlemmene flere fleire nye
        en ein et hvem kven bør burde å møte møtt treffe truffet snakke snakket prate ha få bli blitt kjent
        ønsker ønskjer tenke lyst på har foreslå finn finne anbefale ta kaffe prat klyngen klynga her der
        tre to nå som can you could would please hi hello thanks us we introduce introduced introducing put
        in touch contact with connect connected pair matched up to someone somebody anyone anybody people
        others other members member more new a an who should meet talk speak chat get know be like want love
        d the cluster here suggest recommend find have coffee three now that how about
        """,
    )
)


def wish_in(words: str) -> str:
    """The request as matching reads it; "" where it asks for anybody who suits."""
    said = re.findall(r"\w+", words.casefold())
    return "" if _OF_ANY_REQUEST.issuperset(said) else words


def wanted_in(words: str) -> str:
    """Of a request, what can be quoted as what somebody looks for: "someone who knows X", without the asking for it."""
    asked = _ASKED_FOR.match(words)
    return words[asked.end() :].strip().rstrip("?").strip() if asked else words


def asks_to_meet(words: str) -> bool:
    """``words`` are plain, without Slack's markup."""
    return any(not _OTHERWISE.search(_clause_before(words, found)) for found in _REQUEST.finditer(words))


def _clause_before(words: str, found: re.Match[str]) -> str:
    """What stands before the request in its own clause, and its first word."""
    before = words[: found.start()]
    ends = [end.end() for end in _CLAUSE_ENDS.finditer(before)]
    return before[ends[-1] if ends else 0 :]
