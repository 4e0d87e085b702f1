# Wat Accord in het Nederlands zegt. Dezelfde ids als en.ftl.

## Dagen, lijsten en bedragen
day = { $day } { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }
brief-day = { $day } { $month ->
    [1] jan
    [2] feb
    [3] mrt
    [4] apr
    [5] mei
    [6] jun
    [7] jul
    [8] aug
    [9] sep
    [10] okt
    [11] nov
   *[12] dec
} { $year }
month = { $month ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
} { $year }
list = { $most } en { $last }
decimal-mark = ,
thousands-mark = .
billions = { $figure } miljard
millions = { $figure } miljoen
money = { $currency ->
    [EUR] € { $amount }
    [USD] { $amount } dollar
    [GBP] { $amount } pond
    [NOK] { $amount } Noorse kroon
    [SEK] { $amount } Zweedse kroon
    [DKK] { $amount } Deense kroon
    [CAD] { $amount } Canadese dollar
    [JPY] { $amount } yen
    [PLN] { $amount } zloty
    [CZK] { $amount } Tsjechische kroon
    [ISK] { $amount } IJslandse kroon
   *[other] { $amount } { $currency }
}
a-year = { $sum } per jaar
at-least = minstens { $sum }
up-to = tot { $sum }
roughly = ongeveer { $sum }
covers = { $kind ->
    [total] in totaal
    [military] militair
    [humanitarian] humanitair
    [financial] financieel
    [energy] voor energie
    [reconstruction] voor wederopbouw
   *[civil] civiel
}
for-years = , voor { $years }

## Regels van een pagina
as-of = Stand van { $day }
as-of-brief = , stand van { $day }
yes = Ja.
no = Nee.
gone = Dat staat er niet meer in.
in-english = (Engels) { $statement }
sources = Bronnen
source = Bron:
note = Noot: { $note }
superseded-by = Vervangen door { $fact }.
superseded = Een nieuwer feit is hiervoor in de plaats gekomen.
also-signed = Ook ondertekend
signed-on = Ondertekend op
by-year = Per jaar, nooit opgeteld
over-years = Over meerdere jaren
from-first = Van
to-last = { " " }tot
nothing-on-file = niets bekend
more-sources = en nog { $count }
in-place = in { $place }
in-country = { $in_place }, { $country }
by-people = Door { $people }
runs-for = Looptijd: { $duration }
status = Status: { $status }, stand van { $day }
signs = { $party } tekent { $in_place }
signs-short = { $party } tekent { $in_place }: { $short }
recorded = { $party }: { $title }, ondertekend op { $day } { $in_place }
not-counted = Niet meegeteld: { $parties }.
facts-on-file = { $count ->
    [one] { $count } feit bekend
   *[other] { $count } feiten bekend
}
for-both = , beide
for-all = , allemaal
page-of = Pagina { $at } van { $pages }
read-as = “{ $typed }” gelezen als { $meant }.
nearest = Het dichtst in de buurt:

## Gegevens als feiten verteld
agreement-with = de overeenkomst tussen Oekraïne en { $party }
agreement-titled = de overeenkomst “{ $title }”
record-signing = { $people } ondertekenden { $agreement } { $in_place } op { $day }.
record-duration = { $Agreement }, ondertekend op { $day }, loopt { $duration }.
record-title = De overeenkomst die Oekraïne en { $party } op { $day } ondertekenden, draagt de titel “{ $title }”.
record-status = { $Agreement }, ondertekend op { $day }: { $status } (stand van { $known }).

## Koppen
aid-from = Steun van { $party }
aid-from-for = Steun van { $party }, { $period }
words-of = Vastgelegde woorden van { $person }
timeline = Tijdlijn
timeline-within = Tijdlijn { $within }
none-signed = Er is geen bekende overeenkomst ondertekend { $within }.
none-signed-ever = Er is geen bekende overeenkomst ondertekend.
on-file = { $count ->
    [one] { $count } bekende overeenkomst
   *[other] { $count } bekende overeenkomsten
}
signed-within = { $count ->
    [one] { $count } overeenkomst ondertekend { $within }
   *[other] { $count } overeenkomsten ondertekend { $within }
}
on-day = op { $day }
in-time = in { $time }
from-to = van { $since } tot { $until }
since = sinds { $since }
until = tot { $until }
ranked = Bedragen in één munt en voor één tijd, het grootste eerst
unranked = Naast elkaar; in verschillende munten, voor verschillende tijden of doelen, zodat van geen gezegd wordt dat het meer is
sums-most = Het grootste bedrag is dat van { $party }
sums-unlike = Van verschillende valuta, tijden of doelen: van geen bedrag wordt gezegd dat het meer is
row-signed = Ondertekend
row-duration = Looptijd
row-aid = Steun
office-of = { $title } van { $party }
office-is = { $person } is { $office }.
office-is-since = { $person } is { $office } sinds { $since }.
office-was = { $person } was { $office } tot { $until }.
office-was-since = { $person } was { $office } van { $since } tot { $until }.
newest = Het nieuwste is van { $day }.
about-counts = { $facts } feiten over { $agreements } overeenkomsten met { $parties } partijen, uit { $sources } bronnen.

## Wat zonder feiten wordt gezegd
thanks = Graag gedaan. Vraag gerust verder.
greeting = Hallo! Vraag naar de veiligheidsovereenkomsten van Oekraïne: “hoeveel heeft Nederland beloofd?”
farewell = Tot ziens, en kom terug met vragen.
assent = Goed. Wat wilt u nog meer weten?
help = Vraag in gewone woorden, in het kort (“nl steun 2024”) of met een opdracht. Elk antwoord bestaat uit opgeslagen feiten met hun bronnen; waar er geen zijn, wordt dat gezegd.

## Niets bekend
no-agreement = Het feitenbestand kent geen veiligheidsovereenkomst tussen Oekraïne en { $country }.
no-party = Het feitenbestand kent geen land of organisatie “{ $typed }”.
no-topic = Het feitenbestand heeft niets over “{ $typed }”.
no-person = Het feitenbestand kent niemand die “{ $typed }” heet.
no-quotes = Het feitenbestand heeft geen woorden van { $person } vastgelegd.
no-fact = Er is geen feit “{ $typed }” bekend.
nothing-on-topic = Het feitenbestand heeft niets over { $topic } voor { $party }.
no-figure = Het feitenbestand heeft geen cijfer voor { $party } en { $period }.
nothing-for = Het feitenbestand heeft niets voor { $period }.
no-such-day = Dag { $day } van maand { $month } van { $year } bestaat niet: geen kalender heeft die datum.
stranger = Het feitenbestand kent niemand en geen partij die “{ $typed }” heet.
opinion = Dat is een kwestie van mening; het feitenbestand bevat alleen feiten.
prediction = Dat weet nog niemand; het feitenbestand bevat wat gebeurd is en wat afgesproken is.
nothing = Het feitenbestand heeft daar niets over.
nothing-of = Het feitenbestand heeft daar niets over voor { $party }.
nothing-on = Het feitenbestand heeft niets over “{ $about }”.
nothing-on-of = Het feitenbestand heeft niets over “{ $about }” voor { $party }.
unsure = Geen zeker antwoord bekend.
unsure-of = Geen zeker antwoord bekend voor { $party }.
unsure-on = Geen zeker antwoord bekend over “{ $about }”.
unsure-on-of = Geen zeker antwoord bekend over “{ $about }” voor { $party }.
unsure-for = Geen zeker antwoord bekend voor { $period }.
unsure-of-for = Geen zeker antwoord bekend voor { $party } en { $period }.
which-party = Welke partij bedoelt u?
which-fact = Welke hiervan bedoelt u?
which-name = “{ $typed }” kan meer dan één zijn. Welke bedoelt u?

## Vragen die niet gelezen kunnen worden
empty = Vraag iets: een vraag in gewone woorden, of /help.
too-long = Dat is te lang: een vraag mag hoogstens { $limit } tekens hebben.
no-command = Er is geen opdracht /{ $name }. /help geeft de lijst.
no-command-but = Er is geen opdracht /{ $name }. Bedoelde u /{ $nearest }?
needs-option = Bij /{ $command } hoort { $option }: /{ $command } { $option }:…
no-date = “{ $typed }” is geen datum die gelezen kan worden: schrijf 2024, 2024-05 of 2024-05-31.
no-choice = “{ $typed }” is niet een van: { $accepted }.

## Wat u verder kunt vragen
ask-signed = Wie getekend heeft
ask-aid = Steun van { $party }
ask-agreement = De overeenkomst met { $party }
ask-quotes = Woorden van { $person }
ask-both = { $first } en { $second }

## Afbeeldingen, en wat ervan gezegd wordt tegen wie ze niet ziet
picture-years = { $party }: steun aan Oekraïne per jaar
picture-years-below = Elke balk is één feit, met de dag waarvan de stand is. Er is niets opgeteld.
picture-years-alt = Balkendiagram. { $title }; elke balk is één feit, er is niets opgeteld
picture-scope = { $kind ->
    [total] in totaal
    [military] militair
    [humanitarian] humanitair
    [financial] financieel
    [energy] energie
    [reconstruction] wederopbouw
   *[civil] civiel
}
currency = { $currency ->
    [EUR] Euro (EUR)
    [USD] Amerikaanse dollar (USD)
    [GBP] Pond sterling (GBP)
    [CAD] Canadese dollar (CAD)
    [CHF] Zwitserse frank (CHF)
    [CZK] Tsjechische kroon (CZK)
    [DKK] Deense kroon (DKK)
    [ISK] IJslandse kroon (ISK)
    [JPY] Japanse yen (JPY)
    [NOK] Noorse kroon (NOK)
    [PLN] Poolse zloty (PLN)
    [SEK] Zweedse kroon (SEK)
   *[other] { $currency }
}
picture-axis = { $currency }, op een eigen as
picture-other-currency = In een andere munt, dus zonder balk: { $sums }
picture-sums = { $kind ->
    [all] Steun aan Oekraïne
    [total] Steun in totaal aan Oekraïne
    [military] Militaire steun aan Oekraïne
    [humanitarian] Humanitaire steun aan Oekraïne
    [financial] Financiële steun aan Oekraïne
    [energy] Energiesteun aan Oekraïne
    [reconstruction] Steun voor wederopbouw aan Oekraïne
   *[civil] Civiele steun aan Oekraïne
}
picture-sums-for = { $title } voor { $years }
picture-sums-below = In één munt, voor dezelfde tijd en hetzelfde doel. Er is niets opgeteld of omgerekend.
picture-sums-alt = Balkendiagram. { $title }; er is niets opgeteld of omgerekend
picture-not-comparable = In een andere munt, voor een andere tijd of een ander doel, dus zonder balk: { $sums }
picture-map = { $count ->
    [one] { $count } overeenkomst met Oekraïne
   *[other] { $count } overeenkomsten met Oekraïne
}
picture-map-day = ondertekend op { $day }
picture-map-days = ondertekend van { $first } tot { $last }
picture-countries = { $count ->
    [one] { $count } land
   *[other] { $count } landen
}
picture-signed = Ondertekend: { $parties }
picture-outlines = Contouren: { $names }
picture-map-alt = Kaart van Europa, Noord-Amerika en Japan. { $title }.
picture-home = { $home } is getekend binnen de internationaal erkende grenzen.
picture-signatories = Ondertekend
picture-signings = { $count ->
    [one] { $count } ondertekende overeenkomst op een tijdlijn
   *[other] { $count } ondertekende overeenkomsten op een tijdlijn
}
picture-signings-below = Elk een tegel, met de landcode van de ondertekenaar.
picture-counted = Meegeteld
picture-uncounted = Ondertekend, niet meegeteld
picture-signings-alt = Diagram. { $title }
quarter = K{ $quarter }
quarter-of = { $quarter }e kwartaal { $year }

## Discord
foreign = Deze knop is van een andere versie van de bot en kan niet meer gelezen worden. Vraag het opnieuw met /ask.
button-gone = Waar deze knop naar verwijst, staat niet meer in het feitenbestand. Vraag met /ask wat er nu staat.
unknown-interaction = Dit soort verzoek kent de bot nog niet. Probeer /help.
follow-up = Vraag verder
follow-up-title = Stel een vervolgvraag
follow-up-label = Uw vraag
follow-up-example = en wanneer is die ondertekend?
previous = ◀ Vorige
next = Volgende ▶
all-facts = Alle feiten ▶
menu-topics = Meer over deze overeenkomst
menu-open = Open een overeenkomst…
facts = { $count ->
    [one] { $count } feit
   *[other] { $count } feiten
}

## De terminal
console-greeting = Vraag naar de veiligheidsovereenkomsten van Oekraïne: “hoeveel heeft Nederland beloofd?”, /aid germany, /signatories, /help. /picture schrijft de afbeelding bij een antwoord, /new begint opnieuw, een nummer kiest een voorstel, Ctrl-D stopt.
turn = meer
turns-page = “meer” slaat de pagina om.
all-shown = --all toont alles.
afresh = Een nieuw gesprek.
picture-in = De afbeelding staat in { $file }.
picture-not = De afbeelding kon niet worden geschreven: { $error }
picture-none = Daar is geen afbeelding van: er zijn afbeeldingen van steun per jaar, vergelijkbare bedragen, ondertekeningen en ondertekenaars.

## Opdrachten en hun opties
find-facts = Zoek hier feiten bij
make-fact = Maak hier een feit van
command-ask = Vraag in gewone woorden iets over de overeenkomsten
command-aid = Wat een partij toezegde: bedragen, periode en waarvoor
command-signatories = Wie een overeenkomst heeft ondertekend, wanneer en waar
command-agreement = Eén overeenkomst in één oogopslag
command-topic = Wat de overeenkomsten over een onderwerp zeggen
command-compare = Twee of drie overeenkomsten naast elkaar
command-timeline = Ondertekeningen en andere gedateerde feiten op volgorde
command-quote = Wat iemand volgens de bronnen heeft gezegd
command-source = De bronnen van een feit
command-about = Wat het feitenbestand omvat en hoe actueel het is
command-help = Hoe u vragen stelt
option-ask-question = Uw vraag
option-aid-party = Een land of de EU
option-aid-period = Een jaar of jaren: 2024, 2024-2028
option-signatories-order = Hoe de lijst geordend wordt
option-signatories-since = Vanaf dit jaar, deze maand of dag: 2024, 2024-05, 2024-05-31
option-signatories-until = Tot en met dit jaar, deze maand of dag
option-agreement-party = Een land of de EU
option-topic-topic = Luchtverdediging, cyberveiligheid, wederopbouw, ...
option-topic-party = Alleen de overeenkomst van deze partij
option-compare-first = Een land of de EU
option-compare-second = Een tweede
option-compare-third = Een derde
option-compare-topic = Alleen dit onderwerp
option-timeline-since = Vanaf dit jaar, deze maand of dag: 2024, 2024-05, 2024-05-31
option-timeline-until = Tot en met dit jaar, deze maand of dag
option-timeline-party = Alleen gebeurtenissen van deze partij
option-timeline-topic = Alleen dit onderwerp
option-quote-person = Een naam
option-source-fact = Het id van het feit, zoals antwoorden het tonen
option-picture = Of er een afbeelding bij het antwoord hoort; dat is zo waar die meer zegt
option-private = Toon het antwoord alleen aan u
option-language = De taal van het antwoord
name-ask = vraag
name-aid = steun
name-signatories = ondertekenaars
name-agreement = overeenkomst
name-topic = onderwerp
name-compare = vergelijk
name-timeline = tijdlijn
name-quote = citaat
name-source = bron
name-about = over
name-help = hulp
name-question = vraag
name-party = partij
name-period = periode
name-order = volgorde
name-since = vanaf
name-until = tot
name-first = eerste
name-second = tweede
name-third = derde
name-person = persoon
name-fact = feit
name-picture = afbeelding
name-private = privé
name-language = taal
choice-date = datum
choice-name = naam
