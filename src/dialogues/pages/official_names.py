"""Official names of states, of several words, in languages that inflect them: those that no rule makes of a short name.

The spellings are those of Debian's iso-codes (translations of ISO 3166-1, compared on 2026-11-26), put right where they
have slips, with a few stems that change (Египт). Names that may be of two states are given with both codes. A republic
or kingdom "of" a country whose name is known needs no entry (:mod:`.inflected`).
"""

from __future__ import annotations

# By language: the code, or codes, and the name in the nominative.
OFFICIAL_NAMES = {
    "be": (
        "KR Рэспубліка Карэя|KP Карэйская Народна-Дэмакратычная Рэспубліка|CN Кітайская Народная Рэспубліка"
        "|US Злучаныя Штаты Амерыкі|RU Расійская Федэрацыя|ZA Паўднёва-Афрыканская Рэспубліка|CG Рэспубліка Конга"
        "|CD Дэмакратычная Рэспубліка Конга|CZ Чэшская Рэспубліка|DO Дамініканская Рэспубліка"
        "|CF Цэнтральна-Афрыканская Рэспубліка|GB Злучанае Каралеўства Вялікабрытаніі і Паўночнай Ірландыі"
        "|EG Егіпт|KP,KR Карэя|CG,CD Конга"
    ),
    "bg": (
        "KR Република Корея|KP Корейска народнодемократична република|CN Китайска народна република"
        "|US Съединени американски щати|US Съединени щати|RU Руска федерация|ZA Република Южна Африка"
        "|CG Република Конго|CD Демократична република Конго|CZ Чешка република|DO Доминиканска република"
        "|CF Централноафриканска република|GB Обединено кралство Великобритания и Северна Ирландия|KP,KR Корея"
        "|CG,CD Конго"
    ),
    "bs": (
        "KR Republika Koreja|KP Demokratska Narodna Republika Koreja|CN Narodna Republika Kina"
        "|US Sjedinjene Američke Države|RU Ruska Federacija|ZA Južnoafrička Republika|ZA Republika Južna Afrika"
        "|ZA Južna Afrika|CG Republika Kongo|CD Demokratska Republika Kongo|CZ Češka Republika"
        "|DO Dominikanska Republika|CF Centralnoafrička Republika"
        "|GB Ujedinjeno Kraljevstvo Velike Britanije i Sjeverne Irske|KP,KR Koreja|CG,CD Kongo"
    ),
    "cs": (
        "KR Korejská republika|KP Korejská lidově demokratická republika|CN Čínská lidová republika"
        "|US Spojené státy americké|RU Ruská federace|ZA Jihoafrická republika|CG Konžská republika"
        "|CD Konžská demokratická republika|CZ Česká republika|DO Dominikánská republika"
        "|CF Středoafrická republika|ZA Jižní Afrika|VN Vietnamská socialistická republika"
        "|KZ Republika Kazachstán|KG Kyrgyzská republika|BR Brazilská federativní republika"
        "|GB Spojené království Velké Británie a Severního Irska|KP,KR Korea|CG,CD Kongo"
    ),
    "el": (
        "KR Δημοκρατία της Κορέας|KP Λαϊκή Δημοκρατία της Κορέας|KP Λαοκρατική Δημοκρατία της Κορέας"
        "|CN Λαϊκή Δημοκρατία της Κίνας|US Ηνωμένες Πολιτείες της Αμερικής|US Ηνωμένες Πολιτείες Αμερικής"
        "|RU Ρωσική Ομοσπονδία|ZA Δημοκρατία της Νότιας Αφρικής|CG Δημοκρατία του Κονγκό"
        "|CD Λαϊκή Δημοκρατία του Κονγκό|CZ Τσεχική Δημοκρατία|DO Δομινικανή Δημοκρατία|CY Κυπριακή Δημοκρατία"
        "|GB Ηνωμένο Βασίλειο της Μεγάλης Βρετανίας και της Βόρειας Ιρλανδίας|KP,KR Κορέα|CG,CD Κονγκό"
    ),
    "et": (
        "KR Korea Vabariik|KP Korea Rahvademokraatlik Vabariik|CN Hiina Rahvavabariik|US Ameerika Ühendriigid"
        "|RU Venemaa Föderatsioon|RU Vene Föderatsioon|ZA Lõuna-Aafrika Vabariik|CG Kongo Vabariik"
        "|CD Kongo Demokraatlik Vabariik|DO Dominikaani Vabariik|CF Kesk-Aafrika Vabariik|CZ Tšehhi Vabariik"
        "|GB Suurbritannia ja Põhja-Iiri Ühendkuningriik|KP,KR Korea|CG,CD Kongo"
    ),
    "fi": (
        "KR Korean tasavalta|KP Korean demokraattinen kansantasavalta|CN Kiinan kansantasavalta"
        "|US Amerikan yhdysvallat|RU Venäjän federaatio|ZA Etelä-Afrikan tasavalta|CG Kongon tasavalta"
        "|CD Kongon demokraattinen tasavalta|CZ Tšekin tasavalta|DO Dominikaaninen tasavalta"
        "|CF Keski-Afrikan tasavalta|GB Ison-Britannian ja Pohjois-Irlannin yhdistynyt kuningaskunta|KP,KR Korea"
        "|CG,CD Kongo"
    ),
    "hr": (
        "KR Republika Koreja|KP Demokratska Narodna Republika Koreja|CN Narodna Republika Kina"
        "|US Sjedinjene Američke Države|RU Ruska Federacija|ZA Južnoafrička Republika|ZA Republika Južna Afrika"
        "|ZA Južna Afrika|CG Republika Kongo|CD Demokratska Republika Kongo|CZ Češka Republika"
        "|DO Dominikanska Republika|CF Srednjoafrička Republika"
        "|GB Ujedinjeno Kraljevstvo Velike Britanije i Sjeverne Irske|KP,KR Koreja|CG,CD Kongo"
    ),
    "hu": (
        "KR Koreai Köztársaság|KP Koreai Népi Demokratikus Köztársaság|CN Kínai Népköztársaság"
        "|US Amerikai Egyesült Államok|RU Orosz Föderáció|RU Oroszországi Föderáció|ZA Dél-afrikai Köztársaság"
        "|CG Kongói Köztársaság|CD Kongói Demokratikus Köztársaság|CZ Cseh Köztársaság|DO Dominikai Köztársaság"
        "|CF Közép-afrikai Köztársaság|KZ Kazah Köztársaság|KG Kirgiz Köztársaság"
        "|VN Vietnámi Szocialista Köztársaság|GB Nagy-Britannia és Észak-Írország Egyesült Királysága|KP,KR Korea"
        "|CG,CD Kongó"
    ),
    "lt": (
        "KR Korėjos Respublika|KP Korėjos Liaudies Demokratinė Respublika|CN Kinijos Liaudies Respublika"
        "|US Jungtinės Amerikos Valstijos|RU Rusijos Federacija|ZA Pietų Afrikos Respublika|CG Kongo Respublika"
        "|CD Kongo Demokratinė Respublika|DO Dominikos Respublika|CF Centrinės Afrikos Respublika"
        "|GB Jungtinė Didžiosios Britanijos ir Šiaurės Airijos Karalystė|KP,KR Korėja|CG,CD Kongas"
    ),
    "lv": (
        "KR Korejas Republika|KP Korejas Tautas Demokrātiskā Republika|CN Ķīnas Tautas Republika"
        "|US Amerikas Savienotās Valstis|RU Krievijas Federācija|ZA Dienvidāfrikas Republika|CG Kongo Republika"
        "|CD Kongo Demokrātiskā Republika|DO Dominikānas Republika|CF Centrālāfrikas Republika"
        "|GB Lielbritānijas un Ziemeļīrijas Apvienotā Karaliste|KP,KR Koreja|CG,CD Kongo"
    ),
    "mk": (
        "KR Република Кореја|KP Демократска Народна Република Кореја|CN Народна Република Кина"
        "|US Соединети Американски Држави|US Соединетите Американски Држави|RU Руска Федерација"
        "|ZA Република Јужна Африка|ZA Јужноафриканска Република|ZA Јужна Африка|CG Република Конго"
        "|CD Демократска Република Конго|CZ Чешка Република|DO Доминиканска Република"
        "|CF Централноафриканска Република|GB Обединето Кралство на Велика Британија и Северна Ирска|KP,KR Кореја"
        "|CG,CD Конго"
    ),
    "pl": (
        "KR Republika Korei|KP Koreańska Republika Ludowo-Demokratyczna|CN Chińska Republika Ludowa"
        "|US Stany Zjednoczone Ameryki|RU Federacja Rosyjska|ZA Republika Południowej Afryki|CG Republika Konga"
        "|CD Demokratyczna Republika Konga|CZ Republika Czeska|DO Republika Dominikańska"
        "|CF Republika Środkowoafrykańska|DE Republika Federalna Niemiec|DE Niemiec|IT Włoch|CZ Czech|HU Węgier"
        "|HU Węgrami|VN Socjalistyczna Republika Wietnamu|KG Republika Kirgiska|SK Republika Słowacka"
        "|GB Zjednoczone Królestwo Wielkiej Brytanii i Irlandii Północnej|KP,KR Korea|CG,CD Kongo"
    ),
    "ru": (
        "KR Республика Корея|KP Корейская Народно-Демократическая Республика|CN Китайская Народная Республика"
        "|US Соединённые Штаты Америки|RU Российская Федерация|ZA Южно-Африканская Республика|CG Республика Конго"
        "|CD Демократическая Республика Конго|CZ Чешская Республика|DO Доминиканская Республика"
        "|CF Центральноафриканская Республика|KG Кыргызская Республика|VN Социалистическая Республика Вьетнам"
        "|GB Соединённое Королевство Великобритании и Северной Ирландии|KR Южная Корея|KP Северная Корея"
        "|AE Объединённые Арабские Эмираты|GB Соединённое Королевство|EG Египт|TD Чада|TD Чаду|TD Чадом|TD Чаде"
        "|KP,KR Корея|CG,CD Конго"
    ),
    "sk": (
        "KR Kórejská republika|KP Kórejská ľudovodemokratická republika|CN Čínska ľudová republika"
        "|US Spojené štáty americké|RU Ruská federácia|ZA Juhoafrická republika|CG Konžská republika"
        "|CD Konžská demokratická republika|CZ Česká republika|DO Dominikánska republika"
        "|CF Stredoafrická republika|KZ Kazašská republika|VN Vietnamská socialistická republika"
        "|GB Spojené kráľovstvo Veľkej Británie a Severného Írska|KP,KR Kórea|CG,CD Kongo"
    ),
    "sl": (
        "KR Republika Koreja|KP Demokratična ljudska republika Koreja|CN Ljudska republika Kitajska"
        "|US Združene države Amerike|RU Ruska federacija|ZA Republika Južna Afrika|ZA Južnoafriška republika"
        "|ZA Južna Afrika|CG Republika Kongo|CD Demokratična republika Kongo|CZ Češka republika"
        "|DO Dominikanska republika|CF Srednjeafriška republika"
        "|GB Združeno kraljestvo Velike Britanije in Severne Irske|KP,KR Koreja|CG,CD Kongo"
    ),
    "sr": (
        "KR Република Кореја|KP Демократска Народна Република Кореја|CN Народна Република Кина"
        "|US Сједињене Америчке Државе|RU Руска Федерација|ZA Република Јужна Африка|ZA Јужноафричка Република"
        "|ZA Јужна Африка|CG Република Конго|CD Демократска Република Конго|CZ Чешка Република"
        "|DO Доминиканска Република|CF Централноафричка Република"
        "|GB Уједињено Краљевство Велике Британије и Северне Ирске|KP,KR Кореја|CG,CD Конго"
    ),
    "sr_Latn": (
        "KR Republika Koreja|KP Demokratska Narodna Republika Koreja|CN Narodna Republika Kina"
        "|US Sjedinjene Američke Države|RU Ruska Federacija|ZA Republika Južna Afrika|ZA Južnoafrička Republika"
        "|ZA Južna Afrika|CG Republika Kongo|CD Demokratska Republika Kongo|CZ Češka Republika"
        "|DO Dominikanska Republika|CF Centralnoafrička Republika"
        "|GB Ujedinjeno Kraljevstvo Velike Britanije i Severne Irske|KP,KR Koreja|CG,CD Kongo"
    ),
    "tr": (
        "KR Kore Cumhuriyeti|KP Kore Demokratik Halk Cumhuriyeti|CN Çin Halk Cumhuriyeti"
        "|US Amerika Birleşik Devletleri|RU Rusya Federasyonu|ZA Güney Afrika Cumhuriyeti|CG Kongo Cumhuriyeti"
        "|CD Kongo Demokratik Cumhuriyeti|CZ Çek Cumhuriyeti|DO Dominik Cumhuriyeti|CF Orta Afrika Cumhuriyeti"
        "|GB Büyük Britanya ve Kuzey İrlanda Birleşik Krallığı|KP,KR Kore|CG,CD Kongo"
    ),
    "uk": (
        "KR Республіка Корея|KP Корейська Народно-Демократична Республіка|CN Китайська Народна Республіка"
        "|US Сполучені Штати Америки|RU Російська Федерація|ZA Південно-Африканська Республіка"
        "|ZA Південноафриканська Республіка|CG Республіка Конго|CD Демократична Республіка Конго"
        "|CZ Чеська Республіка|DO Домініканська Республіка|CF Центральноафриканська Республіка"
        "|KG Киргизька Республіка|VN Соціалістична Республіка В’єтнам|SK Словацька Республіка"
        "|GB Сполучене Королівство Великої Британії та Північної Ірландії|EG Єгипт|TD Чаду|TD Чадом|TD Чаді"
        "|BY Білоруссю|KP,KR Корея|CG,CD Конго"
    ),
    "de": (
        "KR Republik Korea|KP Demokratische Volksrepublik Korea|CN Volksrepublik China"
        "|US Vereinigte Staaten von Amerika|RU Russische Föderation|ZA Republik Südafrika|CG Republik Kongo"
        "|CD Demokratische Republik Kongo|CZ Tschechische Republik|SK Slowakische Republik"
        "|DO Dominikanische Republik|CF Zentralafrikanische Republik"
        "|GB Vereinigtes Königreich Großbritannien und Nordirland|KG Kirgisische Republik|KP,KR Korea"
    ),
    "nl": (
        "KR Republiek Korea|KP Democratische Volksrepubliek Korea|CN Volksrepubliek China"
        "|US Verenigde Staten van Amerika|RU Russische Federatie|ZA Republiek Zuid-Afrika|CG Republiek Congo"
        "|CD Democratische Republiek Congo|CZ Tsjechische Republiek|DO Dominicaanse Republiek"
        "|CF Centraal-Afrikaanse Republiek|GB Verenigd Koninkrijk van Groot-Brittannië en Noord-Ierland"
        "|KP,KR Korea"
    ),
    "pt": (
        "KR República da Coreia|KR República da Coréia|KP República Popular Democrática da Coreia"
        "|CN República Popular da China|US Estados Unidos da América|RU Federação Russa|RU Federação da Rússia"
        "|ZA República da África do Sul|CG República do Congo|CD República Democrática do Congo"
        "|CZ República Tcheca|CZ República Checa|DO República Dominicana|CF República Centro-Africana"
        "|GB Reino Unido da Grã-Bretanha e Irlanda do Norte|KP,KR Coreia"
    ),
    "it": (
        "KR Repubblica di Corea|KP Repubblica Popolare Democratica di Corea|CN Repubblica Popolare Cinese"
        "|US Stati Uniti d'America|RU Federazione Russa|ZA Repubblica del Sudafrica|CG Repubblica del Congo"
        "|CD Repubblica Democratica del Congo|CZ Repubblica Ceca|DO Repubblica Dominicana"
        "|CF Repubblica Centrafricana|GB Regno Unito di Gran Bretagna e Irlanda del Nord|KP,KR Corea"
    ),
    "ro": (
        "KR Republica Coreea|KP Republica Populară Democrată Coreeană|CN Republica Populară Chineză"
        "|US Statele Unite ale Americii|RU Federația Rusă|ZA Republica Africa de Sud|CG Republica Congo"
        "|CD Republica Democrată Congo|CZ Republica Cehă|DO Republica Dominicană"
        "|GB Regatul Unit al Marii Britanii și Irlandei de Nord|KP,KR Coreea"
    ),
    "sv": (
        "KR Republiken Korea|KP Demokratiska folkrepubliken Korea|CN Folkrepubliken Kina"
        "|US Amerikas förenta stater|RU Ryska federationen|ZA Republiken Sydafrika|CG Republiken Kongo"
        "|CD Demokratiska republiken Kongo|CZ Tjeckiska republiken|KP,KR Korea"
    ),
    "da": (
        "KR Republikken Korea|KP Den Demokratiske Folkerepublik Korea|CN Folkerepublikken Kina"
        "|US Amerikas Forenede Stater|RU Den Russiske Føderation|ZA Republikken Sydafrika"
        "|CD Den Demokratiske Republik Congo|CZ Den Tjekkiske Republik|KP,KR Korea"
    ),
}

# Official names of Japan and Korea, which have no words and no cases.
EAST_ASIAN_NAMES = {
    "大韓民国": "KR", "朝鮮民主主義人民共和国": "KP", "中華人民共和国": "CN",
    "コンゴ民主共和国": "CD", "コンゴ共和国": "CG",
    "南アフリカ共和国": "ZA", "ロシア連邦": "RU", "ドイツ連邦共和国": "DE", "ベトナム社会主義共和国": "VN",
    "グレートブリテン及び北アイルランド連合王国": "GB",
    "대한민국": "KR", "조선민주주의인민공화국": "KP", "중화인민공화국": "CN",
    "미합중국": "US", "러시아연방": "RU", "남아프리카공화국": "ZA", "독일연방공화국": "DE",
    "베트남사회주의공화국": "VN",
    "콩고민주공화국": "CD", "콩고공화국": "CG",
}  # fmt: skip
