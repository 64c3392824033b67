"""Questions such as members of any cluster ask, about this and that.

They stand in for a language's mean while few questions are kept: what all questions to a cluster have in common says
nothing about which of them ask the same.
"""

from __future__ import annotations

from knowledge.models import Tongue

_NORWEGIAN = (
    "Hvem er daglig leder i klyngen?",
    "Hvor mange bedrifter er medlem hos dere?",
    "Når er neste medlemsmøte?",
    "Hvordan kommer jeg i kontakt med en ekspert på statistikk?",
    "Hva er forskjellen på en partner og et medlem?",
    "Finnes det en oversikt over prosjektene i klyngen?",
    "Kan dere anbefale en leverandør av sensorer?",
    "Hvilke foredrag er det på høstkonferansen?",
    "Hvor finner jeg strategien for de neste tre årene?",
    "Hvem finansierer klyngen?",
    "Hvordan virker treffene mellom forskere og bedrifter?",
    "Må vi ha avtale for å dele resultater med de andre medlemmene?",
    "Er det noen som har erfaring med roboter i fiskeindustrien?",
    "Hva handler prosjektet om kunstig lys om?",
    "Kan en kommune delta i arbeidet uten å betale?",
    "Hvor lang tid tar det å få svar fra dere?",
    "Har bedriften vår fått skattefradrag for forskning før?",
    "Hva ble bestemt på forrige medlemsmøte?",
    "Trenger vi samtykke for å bruke kameraer i butikken?",
    "Hvilke verktøy anbefaler dere for å merke bilder?",
    "Kan noen hjelpe meg å forstå regelverket for droner?",
    "Hvem bør jeg snakke med om eksport til Tyskland?",
    "Når kommer neste utlysning?",
    "Hva slags støtte kan en oppstartsbedrift få?",
    "Er det et nettverk for kvinner i teknologi?",
    "Hvordan måler dere effekten av arbeidet?",
    "Hva gjør dere for klima og miljø?",
    "Kan vi bli med på standen på messen?",
    "Hvor kan jeg lese mer om arbeidet med språkmodeller?",
    "Vi leter etter en samarbeidspartner, hva gjør vi?",
)
_ENGLISH = (
    "Who is the managing director of the cluster?",
    "How many companies are members?",
    "When is the next members' meeting?",
    "How do I get in touch with an expert on statistics?",
    "What is the difference between a partner and a member?",
    "Is there an overview of the projects in the cluster?",
    "Can you recommend a supplier of sensors?",
    "Which talks are there at the autumn conference?",
    "Where do I find the strategy for the next three years?",
    "Who funds the cluster?",
    "How do the meetings between researchers and companies work?",
    "Do we need an agreement to share results with the other members?",
    "Does anybody have experience with robots in the fishing industry?",
    "What is the project on artificial light about?",
    "Can a municipality take part without paying?",
    "How long does it take to get an answer from you?",
    "Has our company had a tax deduction for research before?",
    "What was decided at the last members' meeting?",
    "Do we need consent to use cameras in the shop?",
    "Which tools do you recommend for labelling images?",
    "Can somebody help me understand the rules for drones?",
    "Whom should I talk to about exporting to Germany?",
    "When is the next call for proposals?",
    "What kind of support can a start-up get?",
    "Is there a network for women in technology?",
    "How do you measure the effect of your work?",
    "What do you do for the climate and the environment?",
    "Can we join the stand at the trade fair?",
    "Where can I read more about the work on language models?",
    "We are looking for a partner to work with, what do we do?",
)
USUAL: dict[Tongue, tuple[str, ...]] = {"no": _NORWEGIAN, "en": _ENGLISH}
