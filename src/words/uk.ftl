# Що Accord каже українською. Ті самі id, що й у en.ftl.

## Дні, переліки та суми
day = { $day } { $month ->
    [1] січня
    [2] лютого
    [3] березня
    [4] квітня
    [5] травня
    [6] червня
    [7] липня
    [8] серпня
    [9] вересня
    [10] жовтня
    [11] листопада
   *[12] грудня
} { $year } року
brief-day = { $day } { $month ->
    [1] січ
    [2] лют
    [3] бер
    [4] кві
    [5] тра
    [6] чер
    [7] лип
    [8] сер
    [9] вер
    [10] жов
    [11] лис
   *[12] гру
} { $year }
month = { $month ->
    [1] січень
    [2] лютий
    [3] березень
    [4] квітень
    [5] травень
    [6] червень
    [7] липень
    [8] серпень
    [9] вересень
    [10] жовтень
    [11] листопад
   *[12] грудень
} { $year }
list = { $most } і { $last }
decimal-mark = ,
thousands-mark = { " " }
billions = { $count ->
    [one] { $figure } мільярд
    [few] { $figure } мільярди
    [many] { $figure } мільярдів
   *[other] { $figure } мільярда
}
millions = { $count ->
    [one] { $figure } мільйон
    [few] { $figure } мільйони
    [many] { $figure } мільйонів
   *[other] { $figure } мільйона
}
money = { $currency ->
    [EUR] { $amount } євро
    [USD] { $amount } доларів
    [GBP] { $amount } фунтів стерлінгів
    [NOK] { $amount } норвезьких крон
    [SEK] { $amount } шведських крон
    [DKK] { $amount } данських крон
    [CAD] { $amount } канадських доларів
    [JPY] { $amount } єн
    [PLN] { $amount } злотих
    [CZK] { $amount } чеських крон
    [ISK] { $amount } ісландських крон
   *[other] { $amount } { $currency }
}
a-year = { $sum } на рік
at-least = щонайменше { $sum }
up-to = до { $sum }
roughly = близько { $sum }
covers = { $kind ->
    [total] загалом
    [military] військової допомоги
    [humanitarian] гуманітарної допомоги
    [financial] фінансової допомоги
    [energy] на енергетику
    [reconstruction] на відбудову
   *[civil] цивільної допомоги
}
for-years = , на { $years }

## Рядки сторінки
as-of = Станом на { $day }
as-of-brief = , станом на { $day }
yes = Так.
no = Ні.
gone = Цього у файлі більше немає.
in-english = (англ.) { $statement }
sources = Джерела
source = Джерело:
note = Примітка: { $note }
superseded-by = Замінено на { $fact }.
superseded = Цей факт замінено новішим.
also-signed = Також підписано
signed-on = Підписано
by-year = За роками, без підсумовування
over-years = За кілька років
from-first = Перша:
to-last = ; остання:
nothing-on-file = нічого немає
more-sources = і ще { $count }
in-place = ({ $place })
in-country = { $in_place } ({ $country })
by-people = Підписали: { $people }
runs-for = Термін дії: { $duration }
status = Статус: { $status }, станом на { $day }
signs = { $party } підписує угоду { $in_place }
signs-short = { $party } підписує угоду { $in_place }: { $short }
recorded = { $party }: { $title }, підписано { $day } { $in_place }
not-counted = Не враховано: { $parties }.
facts-on-file = { $count ->
    [one] у файлі { $count } факт
    [few] у файлі { $count } факти
   *[other] у файлі { $count } фактів
}
for-both = , обидві
for-all = , усі
page-of = Сторінка { $at } з { $pages }
read-as = «{ $typed }» прочитано як { $meant }.
nearest = Найближче у файлі:

## Записи як факти
agreement-with = угода { $party } з Україною
agreement-titled = угода «{ $title }»
record-signing = { $day } { $in_place } підписано: { $agreement }. Підписали: { $people }.
record-duration = { $Agreement }, підписана { $day }. Термін дії: { $duration }.
record-title = Назва угоди { $party } з Україною, підписаної { $day }: «{ $title }».
record-status = { $Agreement }, підписана { $day }: { $status } (станом на { $known }).

## Заголовки
aid-from = Допомога від { $party }
aid-from-for = Допомога від { $party }, { $period }
words-of = Записані слова: { $person }
timeline = Хронологія
timeline-within = Хронологія { $within }
none-signed = У файлі немає угоди, підписаної { $within }.
none-signed-ever = У файлі немає жодної підписаної угоди.
on-file = { $count ->
    [one] { $count } угода у файлі
    [few] { $count } угоди у файлі
   *[other] { $count } угод у файлі
}
signed-within = { $count ->
    [one] { $count } угоду підписано { $within }
    [few] { $count } угоди підписано { $within }
   *[other] { $count } угод підписано { $within }
}
on-day = { $day }
in-time = за період: { $time }
from-to = від { $since } до { $until }
since = від { $since }
until = до { $until }
ranked = Суми в одній валюті та за один час, найбільша перша
unranked = Поруч; у різних валютах, за різний час або на різне, тож про жодну не сказано, що вона більша
sums-most = Більша сума: { $party }
sums-unlike = Різні валюти, періоди чи охоплення: жодну суму не названо більшою
row-signed = Підписано
row-duration = Термін дії
row-aid = Допомога
office-of = { $title } { $party }
office-is = { $person } — { $office }.
office-is-since = { $person } — { $office } від { $since }.
office-was = { $person } — { $office } до { $until }.
office-was-since = { $person } — { $office } від { $since } до { $until }.
newest = Найновіший — станом на { $day }.
about-counts = Фактів: { $facts }; угод: { $agreements }; сторін: { $parties }; джерел: { $sources }.

## Що кажуть без фактів
thanks = Будь ласка. Запитуйте ще, коли забажаєте.
greeting = Вітаю! Запитуйте про безпекові угоди України: «скільки обіцяли Нідерланди?»
farewell = До побачення, повертайтеся із запитаннями.
assent = Гаразд. Що ще ви хотіли б дізнатися?
help = Запитуйте звичайними словами, коротко («нідерланди допомога 2024») або командою. Кожна відповідь складена зі збережених фактів із джерелами; якщо їх немає, так і сказано.

## У файлі нічого немає
no-agreement = { $country }: безпекової угоди з Україною у файлі фактів немає.
no-party = У файлі фактів немає країни чи організації «{ $typed }».
no-topic = У файлі фактів нічого немає про «{ $typed }».
no-person = У файлі фактів немає нікого на ім'я «{ $typed }».
no-quotes = { $person }: записаних слів у файлі фактів немає.
no-fact = Факту «{ $typed }» у файлі немає.
nothing-on-topic = У файлі фактів для { $party } нічого немає на тему «{ $topic }».
no-figure = У файлі фактів для { $party } немає цифр за { $period }.
nothing-for = У файлі фактів нічого немає за { $period }.
no-such-day = Дня { $day }.{ $month }.{ $year } не існує: такої дати немає в жодному календарі.
stranger = У файлі фактів немає ні людини, ні сторони на ім'я «{ $typed }».
opinion = Це питання думки, а у файлі лише факти.
prediction = Цього ще ніхто не знає; у файлі те, що сталося, і те, про що домовлено.
nothing = У файлі фактів про це нічого немає.
nothing-of = У файлі фактів для { $party } про це нічого немає.
nothing-on = У файлі фактів нічого немає про «{ $about }».
nothing-on-of = У файлі фактів для { $party } нічого немає про «{ $about }».
unsure = Певної відповіді у файлі немає.
unsure-of = Певної відповіді для { $party } у файлі немає.
unsure-on = Певної відповіді про «{ $about }» у файлі немає.
unsure-on-of = Певної відповіді про «{ $about }» для { $party } у файлі немає.
unsure-for = Певної відповіді за { $period } у файлі немає.
unsure-of-for = Певної відповіді для { $party } за { $period } у файлі немає.
which-party = Яку сторону ви маєте на увазі?
which-fact = Що саме ви маєте на увазі?
which-name = «{ $typed }» може означати різне. Що саме ви маєте на увазі?

## Запитання, які не вдалося прочитати
empty = Запитайте щось: звичайними словами або /help.
too-long = Це задовго: у запитанні може бути щонайбільше { $limit } символів.
no-command = Команди /{ $name } немає. Усі команди показує /help.
no-command-but = Команди /{ $name } немає. Можливо, /{ $nearest }?
needs-option = Для /{ $command } потрібно вказати { $option }: /{ $command } { $option }:…
no-date = «{ $typed }» не вдалося прочитати як дату: пишіть 2024, 2024-05 або 2024-05-31.
no-choice = «{ $typed }» немає серед: { $accepted }.

## Що запитати далі
ask-signed = Хто підписав
ask-aid = Допомога від { $party }
ask-agreement = Угода { $party }
ask-quotes = Слова: { $person }
ask-both = { $first } і { $second }

## Зображення та що про них кажуть тим, хто їх не бачить
picture-years = { $party }: допомога Україні за роками
picture-years-below = Кожна смуга — один факт із датою, на яку він відомий. Суми не додано.
picture-years-alt = Смугова діаграма. { $title }; кожна смуга — один факт, суми не додано
picture-scope = { $kind ->
    [total] загалом
    [military] військова
    [humanitarian] гуманітарна
    [financial] фінансова
    [energy] енергетика
    [reconstruction] відбудова
   *[civil] цивільна
}
currency = { $currency ->
    [EUR] Євро (EUR)
    [USD] Долар США (USD)
    [GBP] Фунт стерлінгів (GBP)
    [CAD] Канадський долар (CAD)
    [CHF] Швейцарський франк (CHF)
    [CZK] Чеська крона (CZK)
    [DKK] Данська крона (DKK)
    [ISK] Ісландська крона (ISK)
    [JPY] Японська єна (JPY)
    [NOK] Норвезька крона (NOK)
    [PLN] Польський злотий (PLN)
    [SEK] Шведська крона (SEK)
   *[other] { $currency }
}
picture-axis = { $currency }, на окремій осі
picture-other-currency = В іншій валюті, тому без смуги: { $sums }
picture-sums = { $kind ->
    [all] Допомога Україні
    [total] Допомога Україні загалом
    [military] Військова допомога Україні
    [humanitarian] Гуманітарна допомога Україні
    [financial] Фінансова допомога Україні
    [energy] Допомога Україні на енергетику
    [reconstruction] Допомога Україні на відбудову
   *[civil] Цивільна допомога Україні
}
picture-sums-for = { $title }, { $years }
picture-sums-below = Одна валюта, один період і одне охоплення. Суми не додано й не перераховано.
picture-sums-alt = Смугова діаграма. { $title }; суми не додано й не перераховано
picture-not-comparable = Інша валюта, період чи охоплення, тому без смуги: { $sums }
picture-map = { $count ->
    [one] { $count } угода з Україною
    [few] { $count } угоди з Україною
   *[other] { $count } угод з Україною
}
picture-map-day = підписано { $day }
picture-map-days = підписано { $first } — { $last }
picture-countries = { $count ->
    [one] { $count } країни
   *[other] { $count } країн
}
picture-signed = Підписані угоди { $parties }
picture-outlines = Контури: { $names }
picture-map-alt = Мапа Європи, Північної Америки та Японії. { $title }.
picture-home = { $home } — у міжнародно визнаних кордонах.
picture-signatories = Підписали
picture-signings = { $count ->
    [one] { $count } підписана угода: хронологія
    [few] { $count } підписані угоди: хронологія
   *[other] { $count } підписаних угод: хронологія
}
picture-signings-below = Кожна плитка — одна угода, з кодом країни підписанта.
picture-counted = Враховано
picture-uncounted = Підписано, не враховано
picture-signings-alt = Діаграма. { $title }
quarter = { $quarter ->
    [1] I
    [2] II
    [3] III
   *[4] IV
}
quarter-of = { $quarter ->
    [1] I
    [2] II
    [3] III
   *[4] IV
} квартал { $year }

## Discord
foreign = Ця кнопка з іншої версії бота, тож її вже не прочитати. Запитайте знову: /ask.
button-gone = Того, на що вказує ця кнопка, у файлі фактів більше немає. Запитайте знову: /ask.
unknown-interaction = Бот ще не знає такого виду запиту. Спробуйте /help.
follow-up = Запитати далі
follow-up-title = Додаткове запитання
follow-up-label = Ваше запитання
follow-up-example = а коли її підписали?
previous = ◀ Назад
next = Далі ▶
all-facts = Усі факти ▶
menu-topics = Більше про цю угоду
menu-open = Відкрити угоду…
facts = { $count ->
    [one] { $count } факт
    [few] { $count } факти
   *[other] { $count } фактів
}

## Термінал
console-greeting = Запитуйте про безпекові угоди України: «скільки обіцяли Нідерланди?», /aid germany, /signatories, /help. /picture записує зображення до відповіді, /new починає спочатку, номер обирає пропозицію, Ctrl-D завершує.
turn = далі
turns-page = «далі» гортає сторінку.
all-shown = --all показує все.
afresh = Нова розмова.
picture-in = Зображення у файлі { $file }.
picture-not = Не вдалося записати зображення: { $error }
picture-none = Такого зображення немає: є допомога за роками, порівнянні суми, підписання та підписанти.

## Команди та їхні параметри
find-facts = Знайти факти до цього
make-fact = Зробити з цього факт
command-ask = Запитати будь-що про угоди звичайними словами
command-aid = Що зобов'язалася надати сторона: суми, період і на що
command-signatories = Хто підписав угоду, коли й де
command-agreement = Одна угода стисло
command-topic = Що кажуть угоди на певну тему
command-compare = Дві чи три угоди поруч
command-timeline = Підписання та інші датовані факти за порядком
command-quote = Що, за джерелами, сказала людина
command-source = Джерела факту
command-about = Що охоплює файл фактів і наскільки він свіжий
command-help = Як запитувати
option-ask-question = Ваше запитання
option-aid-party = Країна або ЄС
option-aid-period = Рік або роки: 2024, 2024-2028
option-signatories-order = Як упорядкувати перелік
option-signatories-since = Від цього року, місяця чи дня: 2024, 2024-05, 2024-05-31
option-signatories-until = До цього року, місяця чи дня включно
option-agreement-party = Країна або ЄС
option-topic-topic = Протиповітряна оборона, кібербезпека, відбудова, ...
option-topic-party = Лише угода цієї сторони
option-compare-first = Країна або ЄС
option-compare-second = Друга сторона
option-compare-third = Третя сторона
option-compare-topic = Лише ця тема
option-timeline-since = Від цього року, місяця чи дня: 2024, 2024-05, 2024-05-31
option-timeline-until = До цього року, місяця чи дня включно
option-timeline-party = Лише події цієї сторони
option-timeline-topic = Лише ця тема
option-quote-person = Ім'я
option-source-fact = Ідентифікатор факту, як його показують відповіді
option-picture = Чи додавати зображення; воно є там, де каже більше
option-private = Показати відповідь лише вам
option-language = Мова відповіді
name-ask = запитати
name-aid = допомога
name-signatories = підписанти
name-agreement = угода
name-topic = тема
name-compare = порівняти
name-timeline = хронологія
name-quote = цитата
name-source = джерело
name-about = про
name-help = довідка
name-question = запитання
name-party = сторона
name-period = період
name-order = порядок
name-since = від
name-until = до
name-first = перша
name-second = друга
name-third = третя
name-person = людина
name-fact = факт
name-picture = зображення
name-private = приватно
name-language = мова
choice-date = дата
choice-name = назва
