"""Sample words of languages in Latin script: names, places, and words of tables, in their usual proportions.

Each has a letter beyond ASCII. `code_pages` takes the frequencies of these letters from here.
"""

GERMAN = """
    Müller Schröder Jäger Köhler König Krämer Böhm Schäfer Groß Weiß Günther Jürgen Jörg Köln München Düsseldorf
    Nürnberg Münster Göttingen Würzburg Lübeck Schütz Büttner Kühn Grünwald Löffler Förster Hübner Jäckel Bäcker
    Schürmann Vögel Götz Kröger Übach Händler Größe Straße Käthe Jörn Sören Björn Mößner Strauß Preiß Voß René
    André Zoë Bürokauffrau Verkäufer Geschäftsführer Gehälter Prüfer Köchin Führungskraft Tätigkeit Änderung
    über für Österreich Zürich Schönbächler Gebäude Qualität Universität Ausländer Früh Grün Süß Räder Fußboden
    Schlüssel Mühle Bühler
"""

ESTONIAN = """
    Jõgi Tõnu Õnne Mägi Tõnis Jüri Märt Pärn Kõiv Rätsep Põld Väli Pärtel Kütt Köster Sööt Võsu Mõttus Õunapuu
    Külli Ülle Pärnu Põlva Võru Jõhvi Rõngu Kärdla Türi Jõgeva Läänemaa Žanna Šults müüja õpetaja töö sünniaeg
    kõrgharidus juhtõde Ööbik
"""

WESTERN = {
    "Danish": """
        Søren Jørgen Bjørn Mørch Møller Sørensen Jørgensen Nørgaard Østergaard Kjær Bækgaard Bæk Lærke Æbelø
        Søgaard Bøgh Åse Råe Håkon Sjælland København Århus Næstved Køge Tårnby Sønderborg Rønne Thøgersen
        Løvborg Højgaard Grøn Kæmpe René André Jérôme Brøndby Ørsted Østerbro Hjørring Taarbæk måned år økonomi
        løn færdigheder rådgiver lærer pædagog sælger kørekort ansøger
    """,
    "Norwegian": """
        Øystein Øyvind Bjørn Håkon Pål Åse Gjøvik Tromsø Ålesund Bodø Lærdal Sørlie Brøgger Grønli Nygård
        Strømme Bakkebø Skjærvø Ødegård Sæther Næss Ståle Kåre Bærum Sandøy Tønsberg Bergsvåg Bøe Røe Bøe Åmodt
        Rød Myhrstrøm Løken Sjøberg Høgmo Våge Lillestrøm Hønefoss år søker økonomi lærer kjører
    """,
    "Swedish": """
        Björn Åsa Göran Märta Sören Håkan Jörgen Mårten Pär Åke Örjan Södergren Sjöberg Lindström Nyström
        Åkesson Öberg Björklund Hägg Söderström Strömberg Dahlström Ågren Ström Ekström Engström Hellström
        Källström Malmö Göteborg Örebro Västerås Norrköping Jönköping Linköping Umeå Gävle Borås Växjö Östersund
        André Linné ålder län säljare lärare sjuksköterska år språk körkort
    """,
    "Finnish": """
        Mäkinen Hämäläinen Väinö Päivi Jyväskylä Hämeenlinna Järvenpää Sääksjärvi Mäkelä Heikkilä Lähde Pöyhönen
        Köngäs Särkkä Räsänen Väänänen Yrjö Höglund Töölö Kärkkäinen Nyström Pöllänen Seinäjoki Riihimäki myyjä
        työ tehtävä päivä ikä syntymäaika äidinkieli sähköposti insinööri Åbo
    """,
    "Icelandic": """
        Guðmundur Sigurður Þórður Jón Jónsdóttir Kristín Guðrún Þorsteinn Björn Ólafur Stefán Árni Ásta
        Ragnheiður Sæmundur Ægir Bjarnadóttir Magnúsdóttir Gísli Össur Öskjuhlíð Kópavogur Reykjavík
        Hafnarfjörður Ísafjörður Höfn Þór Ragnarsdóttir Einarsdóttir Sigríður Helgadóttir Þóra Friðrik Davíð
        Hákon Ýmir Elín Bergþóra Sólveig Valgerður Eyjólfur Húsavík Garðabær Ingólfsdóttir Pétursdóttir
        Ármannsdóttir Hörður Rúnar Týr Ýr Valtýr Guðný Heiðar Friðgeir Signý Valtýr Týra Borgný Hólmfríður Lárus
        Hjördís staða nám ár
    """,
    "German": GERMAN,
    "French": """
        François Françoise Hélène Irène Thérèse Geneviève Jérôme Benoît Loïc Anaïs Noël Zoé Chloé Léa Béatrice
        Frédéric Stéphane Sébastien Rémi Aurélie Céline Élodie Émile Étienne Adélaïde Gaël Lefèvre Lefèbvre
        Bérard Prévost Gérard Lévêque Desprès Hébert Lécuyer Mélanie Réunion Orléans Besançon Nîmes Sète Mâcon
        Angoulême Châlons Évry Créteil Étienne Rhône Isère Finistère Agnès Barthélémy Joël Raphaël André René
        Cœur Maël Théo Léonie Inès Eléonore Gisèle Deschênes Bégin Giguère Forêt Ménard Crête ingénieur
        développeur expérience infirmière diplômé société prénom téléphone école métier caissière français
        maîtrise conseillère comptabilité employé salarié général années à où dès bâtiment contrôle qualité
        stratégie
    """,
    "Spanish": """
        José María Jesús Ángel Sofía Lucía Martín Raúl Andrés Nicolás Tomás Inés Mónica Verónica Íñigo Begoña
        Iñaki Álvaro García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Jiménez Hernández
        Díaz Muñoz Álvarez Gutiérrez Núñez Ibáñez Peña Castañeda Zúñiga Ordóñez Muñiz Bolaños Nuñez Marañón
        Saldaña Agüero Argüelles Íñiguez Suárez Vásquez Bogotá Málaga Cádiz Córdoba Coruña Logroño León Medellín
        Cúcuta Torreón Querétaro Yucatán Perú México España Óscar Adrián años diseño niño compañía señor
        educación teléfono ingeniería administración contraseña dirección región
    """,
    "Portuguese": """
        João Antônio António José Conceição Assunção Gonçalves Simões Magalhães Guimarães Falcão Leitão Brandão
        Araújo Sérgio Márcia Mônica Cláudio Patrícia Luís Inês Sebastião Fabrício Vinícius Estêvão Natália
        Lourenço Mendonça França Galvão Aragão Calçada Damião Romão Camões Mourão Cristóvão Antão Paixão Abraão
        Valadão São Évora Setúbal Bragança Maranhão Goiânia Brasília Florianópolis Belém Ceará Paraná Niterói
        Ribeirão Três Corações Águas Flávia Letícia Júlia Ângela Câmara Ângelo Cauê Inês Maitê Conceição Sá
        Antônia experiência função gestão educação administração salário técnico português informática estágio
        período formação não até
    """,
    "Italian": """
        Niccolò Nicolò Cantù Forlì Calabrò Salomè Noè Mosè Josuè Zoè Lucà Monà Barillà Rosà Cefalù Mondovì
        Patanè Sanò città qualità attività università società più perché però così responsabilità contabilità
        disponibilità età è caffè lunedì venerdì Santhià Macrì Muscarà Naccarà Surdò Carrà Giosuè Mercè cioè tè
        Cossè Bernabè
    """,
    "Catalan": """
        Núria Àlex Martí Òscar Ramón Mònica Àngels Cèlia Júlia Sònia Lluís Joaquín Gràcia Lleó Solà Vilà Rovirà
        Català Bàrbara Puigdemònt València Llevòs Almacèn enginyèria formació experiència atenció Gavà Sòria
        França Plaça Mallorquí Mataró Cornellà Igualadà raïm veïna Güell
    """,
    "Dutch": """
        Daniël Michaël Raphaël Joëlle Noëlle Zoë Chloë René André Hélène Loïs Eloïse Noël Zoë Gaël Anaïs België
        Coördinator financiën Azië ideeën reünie geïnteresseerd tweeëntwintig één José Inès Jérôme Müller Köster
        Böttcher Günay efficiënt patiënten cliënten beëdigd creëren Curaçao Mariëtte Désirée Désirée Thérèse
    """,
    "Irish": """
        Seán Róisín Pádraig Máire Ó Órla Ó Ó Ó Mícheál Ó Ó Sinéad Siobhán Ciarán Éamon Bríd Áine Mícheál Tomás
        Séamus Ní Ó Súilleabháin Ó Bhríde Úna Úna Dún Éire Caitríona Gráinne Ó Ó Colmán Aodhán Gearóid Dónal
    """,
    "Estonian": ESTONIAN,
    "names from Central Europe without other letters": """
        Škoda Žižek Tomáš Lukáš Šimon Aleš Miloš Žižka Novák Šárka Beneš Žaneta Žák Šimek Mareš Blažek Žan Uroš
    """,
}
"""Languages of Windows-1252 and Mac OS Roman."""

CENTRAL = {
    "Polish": """
        Łukasz Michał Paweł Małgorzata Żaneta Bożena Grażyna Stanisław Zdzisław Elżbieta Rafał Władysław
        Mirosław Jarosław Wiśniewski Wójcik Dąbrowski Kamiński Zieliński Kozłowski Jabłoński Król Wróbel
        Głowacka Pawłowski Michałowski Zając Górska Małek Błaszczyk Kołodziej Szczepański Kaźmierczak
        Gołębiowski Żak Pająk Mróz Gąsior Górski Kłos Świątek Śliwińska Źróbek Zięba Piątek Gałązka Jędrzejczak
        Głąb Czyż Różański Brzęczyszczykiewicz Cieślak Czyżewski Krężel Ćwik Łódź Kraków Gdańsk Wrocław Poznań
        Białystok Toruń Rzeszów Biała Częstochowa Góra Świdnica Gdańsk Śródula księgowa działu sprzedaży
        inżynier pielęgniarka umiejętności doświadczenie imię panieńskie język stażysta główny wykształcenie
        średnie prowadzący zarządzanie jakością się być że dział obsługa województwo śląskie łódzkie
    """,
    "Czech": """
        Jiří Tomáš Ondřej Lukáš Matěj Vojtěch Štěpán Jindřich Řehoř František Václav Zdeněk Radomír Luděk Ľubor
        Růžena Božena Dvořák Novák Černý Procházka Kučera Veselý Horák Němec Pokorný Marešová Růžička Beneš
        Nováková Sedláček Doležal Dvořáková Kolář Krejčí Navrátil Vaňková Čermák Vaněk Říhová Kříž Bláha Šťastný
        Kopřiva Švec Machová Havlíček Šimek Pešek Hájek Malý Králová Jelínek Růžek Sýkora Bartoš Polák Blažek
        Musilová Ševčík Holubová Staněk Konečný Vlčková Kořínek Tichý Plzeň Děčín Ústí České Budějovice Králové
        Zlín Třebíč Přerov Kroměříž Žďár Příbram Náchod Mladá účetní prodavač řidič zdravotní příjmení jméno
        město zkušenosti vzdělání dělník údržbář obchodní ředitel správce že při
    """,
    "Slovak": """
        Ján Mikuláš Štefan Ľubomír Ľudmila Kováčová Mária Katarína Tomáš Matúš Lukáš Šimko Ďuro Božena Horváth
        Kováč Tóth Baláž Novák Polák Gajdoš Hudák Jurčo Šoltés Kráľ Kučera Ďurica Ľupták Čierny Kováčik Baťa
        Košice Prešov Žilina Považská Banská Trenčín Ružomberok Šaľa Piešťany Lučenec Dunajská Čadca Liptovský
        učiteľ účtovník predavač riaditeľ skúsenosti názov mäsiar kôš môže stĺp vŕba zdravotná pracovník údržby
        deň
    """,
    "Hungarian": """
        László István József János Zoltán Sándor Gábor Tamás Péter Mária Erzsébet Éva Ágnes Kovács Zsófia Ödön
        Győző Jenő Szabó Tóth Horváth Kovács Erdős Szűcs Pintér Takács Juhász Mészáros Oláh Németh Török Fehér
        Gál Kőműves Dezső Rácz Szőke Király Bíró Péter Lőrincz Vörös Fűrész Szűts Győri Szalók Fülöp Bódi
        Kertész Hegedűs Gulyás Bálint Füredi Sütő Győr Pécs Székesfehérvár Nyíregyháza Kecskemét Kőszeg Érd
        Tatabánya Békéscsaba Gödöllő Hajdúböszörmény könyvelő értékesítő mérnök tanár nővér vezető végzettség
        évek név születési ügyintéző gépész főiskola működő műszaki
    """,
    "Romanian": """
        Ştefan Ionuţ Mădălina Cătălin Răzvan Şerban Mihăiţă Lăcrămioara Gheorghiţă Ţepeş Păun Rădulescu Dănilă
        Bălan Pârvu Dumitraşcu Crăciun Vîlcea Măgureanu Năstase Stănescu Ilieş Oprişan Chiţu Bucureşti Iaşi
        Timişoara Braşov Constanţa Galaţi Ploieşti Piteşti Botoşani Argeş Sălaj Bistriţa Târgu Mureş Râmnicu
        asistentă vânzător şofer învăţător experienţă funcţie română pregătire şcoală în întreţinere aşezată
        părinţi bărbat
    """,
    "Croatian": """
        Željko Krešimir Šimić Božo Jurić Marković Kovačević Babić Marić Kovačić Knežević Vuković Petrović Matić
        Tomić Pavlović Božić Blažević Grgić Pavić Radić Perić Filipović Šarić Đurić Đorđević Matijašević
        Živković Jovanović Šibenik Poreč Požega Đakovo Čakovec Šterc Županja Andrić Nikolić Ilić Lončar Jurčić
        Anđela Dražen Siniša Žarko Đuro računovođa vozač prodavač učitelj inženjer građevine županija tajništvo
    """,
    "Slovene": """
        Žiga Blaž Črnič Aleš Matjaž Žagar Boštjan Tomaž Andraž Uroš Miloš Kovač Zupančič Potočnik Kovačič Božič
        Štrukelj Žnidaršič Čeh Korošec Hočevar Šuštar Črnivec Šmid Pečnik Šentjur Škofja Krško Domžale Kočevje
        Črnomelj Žiri učitelj računovodja češnje izkušnje šola žena
    """,
    "German": GERMAN,
}
"""Languages of Windows-1250, ISO 8859-2 and the Mac's code page of Central Europe."""

TURKISH = {
    "Turkish": """
        Ayşe Işık Gülşen Çağlar Çiğdem Özgür Özlem Uğur Oğuz Yağmur Doğan Doğukan İbrahim İsmail İlker İpek
        Tuğba Tuğçe Gökhan Gülsüm Hüseyin Barış Aslı Nazlı Kıvanç Sıla Işıl Şeyma Şükrü Şahin Yıldız Yıldırım
        Öztürk Aydın Özdemir Kılıç Çelik Çetin Doğan Çakır Koç Özkan Şimşek Yılmaz Özcan Çiftçi Güneş Avcı Güler
        Taş Aktaş Ateş Yüksel Ünal Gül Sarı Erdoğan Karataş Işıkoğlu Kavaklıoğlu Çolak Bayrakçı Demircioğlu Şen
        Tunç İstanbul İzmir Diyarbakır Eskişehir Şehitkamil Muğla Balıkesir Şanlıurfa Kütahya Çanakkale
        Kırıkkale Iğdır Elazığ mühendis satış müdürü öğretmen hemşire şoför tecrübe eğitim doğum adı soyadı kişi
        işçi yazılım uzmanı geliştirici yönetici müşteri ilişkileri programcılığı şirket yıl için çalışan bölüm
        görev danışman sağlık mağaza aşçı Uluğ Dağ Karadağ Tuğ Akdağ
    """,
    "German": GERMAN,
}
"""Languages of Windows-1254."""

BALTIC = {
    "Lithuanian": """
        Žydrūnas Jūratė Rūta Šarūnas Gintarė Eglė Živilė Čepas Kazlauskaitė Petrauskienė Jankauskaitė
        Stankevičius Urbonavičiūtė Žukauskas Balčiūnas Šimkus Navickaitė Rimšaitė Vaičiulis Dambrauskienė
        Bučinskas Mažeika Kęstutis Klaipėda Šiauliai Panevėžys Varėna Marijampolė Mažeikiai Telšiai Tauragė
        Ukmergė Kėdainiai Plungė Rokiškis Ąžuolas Vyšniauskas buhalterė vadybininkė vardų pavardė įmonė įgūdžiai
        darbuotojų metų pardavėja inžinierius išsilavinimas gimtų
    """,
    "Latvian": """
        Jānis Kārlis Pēteris Ozoliņš Mārtiņš Bērziņš Kristīne Līga Kalniņa Dāvis Mārīte Ģirts Ķipars Bērziņš
        Kalniņš Ozoliņš Liepiņš Krūmiņš Eglītis Zariņš Pētersons Vītols Kļaviņš Kārkliņš Rozītis Grīnbergs
        Siliņa Āboliņa Rīga Jūrmala Rēzekne Liepāja Cēsis Kuldīga Jēkabpils Ķegums Ādaži Līgatne Krāslava
        grāmatvede pārdevējs skolotāja vārds uzvārds izglītība inženieris vadītājs māsa šoferis žurnālists
        ģimene
    """,
    "Estonian": ESTONIAN,
}
"""Languages of Windows-1257."""
