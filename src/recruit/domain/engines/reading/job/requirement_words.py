"""Vocabulary around requirements, in English, German, French, Spanish, Portuguese, Italian and Dutch."""

import re

from recruit.domain.engines.reading.text.lazy_patterns import Lazy

NICE = (
    r"(?:was )?schön wäre(?:n)?|(?:requisitos )?dese(?:ados?|ables?)|(?:¿?)qué suma(?: puntos)?\??|darüber freuen wir uns(?: besonders)?|mooi meegenomen|meegenomen|bonuspunten|punten voor|preferencial|atouts? appréciés?|wünschen(?:swert)? wäre(?:n)?|"
    r"what(?:['’]d| would) (?:be|make) .{3,20}|brownie points|icing|wat (?:leuk|fijn|handig|mooi|prettig) (?:zou zijn|is|zijn)|zacht|lo que (?:se (?:premia|valora|agradece)|nos gusta)|ce qui nous (?:ferait|fera) (?:plaisir|sourire|craquer|rêver)|"
    r"o que (?:nos|me) (?:faria|deixaria) (?:sorrir|felizes|feliz|contentes)|cosa ci farebbe (?:piacere|felici)|was uns (?:freuen|begeistern) würde|desired attributes|desirables|(?:títulos|requisitos) \(?não eliminatórios\)?|on souhaiterait|le petit plus|requisiti preferenziali|un di più|seria bom|dá pontos|tens vantagem se|sumás puntos|(?:se )?valora|"
    r"wants?|fijn|liefst|graag|would like|wish(?:es)?|you might have|nice|(?:things|what) (?:that )?would (?:be (?:lovely|nice|great|gravy|good)|help|set you apart|make you shine)|would be lovely|doesn(?:'|’)t hurt|won(?:'|’)t hurt|not (?:a )?deal[- ]?breakers?|"
    r"not required,? but.{0,25}|(?:it )?would help if you (?:had|have)|we(?:'|’)d also like|"
    r"wünsche?|nett|cool wäre|(?:toll|schön|super) wäre.{0,12}|von nutzen|hilfreich|kein k\.-?o\.-?kriterium|(?:schön|gut),? aber kein muss|nicht zwingend|"
    r"facultatif|souhaités?|(?:savoirs|compétences) (?:souhaité|apprécié)e?s|en prime|(?:petits? )?plus|on sera (?:fan|ravis?) si|ce qui ferait la différence|"
    r"no excluyentes?|méritos?|requisitos (?:deseables|valorables)|lo que (?:suma|nos haría ilusión)|(?:¿?)qué te haría destacar\??|se agradece(?:rá)?|puntos? a favor|"
    r"(?:condições|requisitos) preferenciais|bom ter|brilha os olhos|contam? pontos?|o que seria um diferencial|pontos extra|opcional|"
    r"titoli valutabili|requisiti graditi|preferenze|(?:skill |competenze )?opzionali|cosa aiuta|graditi|apprezzati|ci piacerebbe|"
    r"(?:zachte )?wens(?:en)?|meegenomen|extra blij.{0,20}|mooi|voorkeur|"
    r"extras?|nice extras|added bonus|great if(?: you have)?|it helps if|even better if|plus if|would suit|beneficial|favou?rable|favou?red|additional(?: skills| assets)?|good extras|stand[- ]?out skills|not required but.{0,20}|pref\.?|"
    r"icing on the cake|cherry on top|what would make you stand out|we(?:'d| would) also love|"
    r"gut zu haben|zusätzlich|schön,? wenn|toll,? wenn|super,? wenn|kein muss|kür|soll|bevorzugt|pluspunkte? sammelst du mit|wunsch|extra|gerne? (?:auch|mit)|das i-tüpfelchen|darüber freuen wir uns|"
    r"en plus|les? petits? plus|ce serait (?:un plus|top|bien)|si en plus|serai(?:t|ent) appréciée?s?|non obligatoires?|idéal|le must|"
    r"puntos? extra|extra|deseado|no imprescindible|suma si|nos gustaría|ideal si|preferible|sumarás si|puntuará|"
    r"será valorizado|fator(?:es)? preferencia(?:l|is)|(?:dá-se )?preferência|um plus|pontos? a favor|bônus|conta pontos|(?:é|são) um plus|valoramos também|"
    r"costituisce (?:un )?plus|plus|sarà apprezzat[oaie]|in più|completa(?:no)? il profilo|(?:requisiti|titoli) preferenziali|un vantaggio|meglio se|apprezziamo|"
    r"pluspunt|mooi als|handig|niet verplicht|fijn als(?: je)?|mooie extra's?|extra's|"
    r"nice[ -]to[ -]haves?|good to have|great to have|bonus(?: points| skills)?|preferred(?: qualifications| skills| experience)?|preferences?|plus(?:es| points)?|"
    r"(?:highly )?desirable(?: skills| criteria)?|desired(?: skills)?|ideally|optional|would be (?:nice|great|a plus|a bonus)|it would be (?:nice|great|a plus|a bonus)|extra credit|"
    r"(?:an? )?added advantages?|advantages?|advantageous|helpful|also (?:good|useful|nice)|assets?|what we(?:'d| would|’d) love|we(?:'d| would|’d) love|even better|"
    r"brownie points|you(?:'|’)?ll ideally have|you might also have|wish list|not essential|useful|"
    r"wünschenswert|erwünscht|(?:von|als) vorteil|vorteilhaft|idealerweise|kann|pluspunkte?|plus|das wäre (?:toll|schön|super)|schön wäre|gern(?:e)? gesehen|bonus|nice to have|wäre schön|optional|"
    r"souhaité(?:e?s)?|souhaitable(?:s)?|apprécié(?:e?s)?|atouts?|les plus|(?:un|des|les|le) (?:vrai )?(?:plus|atouts?)|serait un plus|il serait bien|idéalement|bonus|facultatif|"
    r"deseables?|valorables?|se valora(?:rá)?|valoramos|valoraremos|plus|qué nos enamora|nos encantaría|ideal(?:mente)?|opcional|suma(?:rá|n)?(?: puntos)?|sería ideal|"
    r"diferencia(?:l|is)|desejáve(?:l|is)|valorizamos|valoriza-se|será (?:um )?diferencial|mais[- ]valias?|preferencial(?:mente)?|seria ótimo|"
    r"(?:costituiranno|costituisce|costituirà) (?:titolo preferenziale|un plus)|titolo preferenziale|gradit[oaie]|preferibil[ei]|preferenzial[ei]|sarebbe(?:ro)? un plus|apprezzat[oaie]|"
    r"(?:sarà|saranno) (?:considerat[oaie] )?(?:un )?plus|idealmente|"
    r"pr[eé]s?|pré's|mooi meegenomen|wenselijk|gewenst|leuk als|bij voorkeur|een plus|pluspunten|fijn als|mag ook"
)
NEED = (
    r"mitzubringen(?: sind)?|was du brauchst|was (?:sie|du) (?:können|kannst) (?:solltest|sollten)|das brauchst du|das brauchen (?:sie|wir)|what you bring|bring with you|à savoir faire|tu (?:as|connais|sais|maîtrises)|"
    r"ce que (?:vous|tu) (?:nous )?(?:apporte[zs]|amène[zs]|amenez)|wat (?:je|u) (?:zeker |echt )?moet (?:kennen|kunnen|weten|hebben)|lo (?:que se (?:exige|pide|requiere)|indispensable|imprescindible)|o que (?:tem|têm|é preciso|precisas?) (?:de )?saber|(?:special|specific) qualifications|non-negotiables?|"
    r"cosa (?:devi|bisogna) (?:sapere|conoscere|avere)|ce qu['’]il faut (?:savoir|connaître|avoir)|hard|dealbreakers?|competencias requeridas|conocimientos necesarios|se exige|stack(?: obligatori[oa]| obrigatóri[oa])?|exige-se|(?:il candidato )?conosce|jij (?:kent|kunt)|compétences clés|job ?spec|licen[cs]e/certification|"
    r"what good looks like|things you know|this is for you if|(?:what )?you(?:(?:'|’)ll)? be comfortable with|"
    r"wichtig|was(?:'s| es)? braucht|das (?:kannst|solltest) du|pflicht|fachlich wichtig|exigido|condições(?: essenciais)?|incontournables?|ce poste est fait pour vous si|(?:on|nous) (?:vous )?demand(?:e|ons)|"
    r"votre panier de compétences.{0,3}|savoirs(?: indispensables)?|sont requis|excluyentes?|lo (?:básico|necesario)|lo que necesitas|condiciones imprescindibles|mérito exigido|"
    r"cosa (?:serve|deve sapere)|devi (?:avere|sapere)|(?:skill |competenze )?obbligatorie|dit (?:neem|breng) je mee|wat (?:vragen|verwachten) we|(?:harde )?eis(?:en)?|je kent|"
    r"tools?|software|systems?|tech|languages?|language skills|licen[cs]es?|tickets?|certificates?|certs|registrations?|knowledge(?: of)?|education|training|credentials|background|we expect|we require|you must|you need|you should|"
    r"sprachen|sprachkenntnisse|edv(?:-kenntnisse)?|führerscheine?|scheine|nachweise|zertifikate|können|du kannst|fachlich|gefordert|nötig|"
    r"langues?|logiciels?|outils|permis|diplômes? requis|certifications?|savoir-faire|connaissances|on attend|on demande|attendus|"
    r"idiomas?|herramientas|programas|carn(?:é|et)s?|titulación|necesitas|pedimos|se necesita|requerido|"
    r"ferramentas|formação|carta|habilitações|pedimos|precisas de|exigências|línguas|"
    r"lingue|strumenti|patenti?|abilitazioni|serve|servono|necessari[oae]?|conoscenza|"
    r"talen|diploma(?:'s)?|rijbewijs|certificaten|nodig|opleiding|we vragen|"
    r"must[ -]haves?|musts?|(?:minimum |basic |key |essential |job |role |position )?requirements?|requires?|required(?: skills| qualifications| experience)?|(?:minimum |basic |key |essential )?qualifications?|essentials?(?: skills| criteria| requirements)?|"
    r"needed|needs|skills(?: required| needed| and experience)?|(?:key|core|technical|required|hard) skills|(?:tech(?:nical)? |our )?stack|technologies|experience(?: required)?|mandatory|"
    r"you(?:'ll| will|’ll)? (?:have|bring|need|must have|are|know)|you(?:'|’)ve got|what you(?:'|’)?(?:ll| will)? (?:need|bring|have)|what (?:we|you)(?: need|(?:'|’)re looking for| are looking for| look for| ask| require| expect)|"
    r"who you are|about you|your (?:profile|background|skills|experience)|(?:the )?ideal (?:candidate|person)|(?:the )?successful candidate|candidate (?:profile|requirements)|person specification|"
    r"at application you must|(?:job )?requirements?|you should have|we(?:'re| are) looking for|we need|we ask|to apply|licen[cs]es?(?: & certifications?)?|certifications?|"
    r"ihr profil|dein profil|profil|anforderung(?:en|sprofil)?|muss|voraussetzung(?:en)?|das bringst du mit|das bringen sie mit|was du mitbringst|was sie mitbringen|du bringst mit|sie bringen mit|"
    r"wir erwarten|(?:was )?wir (?:uns )?(?:wünschen|suchen|erwarten)|qualifikation(?:en)?|kenntnisse|fachkenntnisse|zwingend|erforderlich|notwendig|du hast|das solltest du|dich zeichnet aus|mitbringen|must-haves?|"
    r"exigences?|exigé(?:e?s)?|compétences?(?: (?:exigées|requises|techniques|attendues|clés))?|profil(?: recherché| attendu| souhaité)?|votre profil|ton profil|prérequis|pré-requis|requis|indispensables?|obligatoires?|il faut|"
    r"vous (?:avez|êtes|maîtrisez)|qualifications|formation|diplômes?|ce que (?:nous|l'on) (?:cherchons|demandons|attend(?:ons)?)|impératif|habilitations?|"
    r"requisitos(?: (?:mínimos|imprescindibles|obligatorios|indispensables))?|(?:¿?)qué (?:pedimos|buscamos|necesitas|necesitamos|esperamos)\??|imprescindibles?|se (?:requiere|pide|exige)|perfil(?: requerido| buscado)?|conocimientos|"
    r"necesario|exigimos|buscamos|competencias|habilidades(?: técnicas)?|tu perfil|formación|"
    r"requisitos(?: obrigatórios)?|o que (?:procuramos|buscamos|esperamos|você precisa|precisa)|exige-se|obrigatório|perfil|conhecimentos|competências|habilidades|qualificações|indispensável|precisa(?:mos)? de|exigimos|"
    r"requisiti|(?:cosa )?(?:chiediamo|cerchiamo|richiediamo)|si richiede|richiest[oaie]|indispensabil[ei]|obbligator[ioae]+|competenze(?: richieste| tecniche)?|la persona ideale|il candidato ideale|profilo|conoscenze|titoli|"
    r"wij vragen|wat (?:wij|we) vragen|vereist(?:en)?|eisen|functie-eisen|jouw profiel|profiel|wat (?:breng je|neem je) mee|jij (?:hebt|bent)|je (?:hebt|bent)|noodzakelijk|verplicht|wie (?:zoeken|ben jij)|jij brengt mee|must"
)
OFF = (
    r"(?:what )?you(?:(?:'|’)ll)? get|lo que (?:damos|ofrecemos|harás|no|se supone)(?: aparte)?|cómo postularse|(?:wat|dit) (?:je krijgt|krijg je)|wie je bent|hoe (?:de selectie verloopt|solliciteren)|come candidarsi|comment postuler|como (?:se )?candidatar(?:-se)?|"
    r"benefits?|perks?(?: & benefits)?|what(?:'|’)?s in it for you|what we(?:'ll| will|’ll)? (?:offer|give)|we offer|our offer|package|compensation(?: & benefits)?|about (?:us|the company|[A-Z].{0,30})|who we are|company description|"
    r"our (?:process|story|mission|values)|how to apply|apply|interview process|additional information|equal opportunit.{0,20}|"
    r"(?:wir bieten|das bieten wir|unser angebot|was wir bieten|benefits|deine vorteile|ihre vorteile|freu dich auf|über uns|wer wir sind|bewerbung|kontakt|so bewirbst du dich).{0,20}|"
    r"avantages?|nous (?:offrons|proposons)|ce que nous (?:offrons|proposons)|on (?:offre|vous offre)|conditions|à propos.{0,20}|qui sommes[- ]nous|l'entreprise|candidature|"
    r"beneficios|(?:¿?)qué ofrecemos\??|ofrecemos|te ofrecemos|condiciones|sobre nosotros|quiénes somos|lo que ofrecemos|"
    r"benefícios|o que oferecemos|oferecemos|sobre (?:nós|a empresa)|quem somos|condições|"
    r"(?:cosa )?offriamo|(?:cosa )?ti offriamo|benefit|chi siamo|l'azienda|condizioni|si offre|"
    r"wij bieden|wat (?:wij|we) bieden|wat krijg je|arbeidsvoorwaarden|over ons|wie (?:zijn|wij zijn).{0,10}|solliciteren"
)
FACTS = (
    r"pay|salary|hours|schedule|contract|location|job (?:details|type|id)|reference|start(?:ing)? date|closing date|gehalt|arbeitszeit|standort|start|salaire|rémunération|contrat|lieu|salario|horario|contrato|ubicación|"
    r"salário|horário|local|retribuzione|orario|contratto|sede|salaris|uren|locatie"
)
DUTIES = (
    r"(?:das|was) erwartet (?:dich|sie)|(?:das|was) (?:machst|tust) du|wat ga je doen|tu día a día|o teu dia a dia|le quotidien|(?:the |your )?(?:role|job|duties|tasks|responsibilities|mission|day)|responsibilities|key responsibilities|what you(?:'ll| will|’ll)? (?:do|be doing)|job description|full job description|duties|you will|in this role.{0,20}|a typical (?:day|week)|"
    r"(?:ihre |deine )?aufgaben(?:gebiet)?|das machst du|was dich erwartet|tätigkeiten|(?:vos |tes |les )?missions?(?: principales)?|le poste|activités|tâches|vous (?:ferez|serez).{0,20}|"
    r"(?:¿?)qué harás\??|funciones|tareas|responsabilidades|tus funciones|o que (?:vais|vai|irá) fazer|atividades|funções|atribuições|principais atividades|"
    r"(?:cosa )?farai|cosa farai|mansioni|attività|responsabilità|wat (?:ga je doen|doe je)|taken|jouw taken|de functie|functie(?:omschrijving)?"
)

NICE_INSIDE = Lazy(
    r"\b(?:prefer\w*|desir\w+|bonus|plus(?:es|punkte?|punten?)?|nice|advantage\w*|optional\w*|vorteil\w*|atouts?|appréci\w*|valora\w*|dese(?:ad|abl)\w*|diferencia(?:l|is)|desejáve\w+|gradit\w*|preferen\w*|pré|gewenst|wenselijk|extras?|"
    r"(?:not|non|nicht|no|não|niet) (?:essential|required|obligatoire\w*|zwingend|imprescindible\w*|obrigatóri\w*|verplicht)|would (?:love|like)|wünschenswert\w*)(?!\w)",
    re.IGNORECASE,
)
"""Words that mark a heading or label as optional requirements, whatever its other words."""

NEED_INSIDE = Lazy(
    r"\b(?:requirements?|qualifications?|criteria|(?:your|required|key|technical) skills|skills required|what you(?:'ll)? need|anforderung\w*|voraussetzung\w*|fachkenntnisse|exigences|compétences (?:requises|attendues)|"
    r"requisit[oi]s?|imprescindible\w*|obrigatóri\w+|indispensabil\w*|competenze richieste|functie-?eisen)\b",
    re.IGNORECASE,
)
"""Words that mark a heading or label as mandatory requirements, whatever its other words."""

TAIL = Lazy(
    r"\b(?:(?:would|will|could) (?:also )?be (?:nice|good|ideal|amazing|awesome|sick|cool|ace|fantastic|wonderful|beneficial)|in (?:the|an?) (?:applicant|candidate)(?:['’]s)? favou?r|welcomed|not insisted (?:up)?on|"
    r"golazo|genial|bárbaro|joya|ni te cuento|tanto meglio|(?:ce )?serait (?:le bouquet|la cerise|parfait|top)|zou (?:mooi|fijn|leuk|handig) zijn|pure(?=\s?(?:[.,;]|$))|"
    r"(?:would|will|could) (?:strengthen|set you apart|make you stand out|save us|be welcome|put you|count|count in your favou?r|get you)|get(?:s)? interviewed first|flag it|(?:is|are) (?:a |an )?(?:definite |welcome |real |nice )?(?:extra|perk)|"
    r"(?:but |though )?(?:it(?:'s| is) |is |are )?not (?:strictly )?(?:essential|required|necessary|needed|mandatory|a must|obligatory)|we (?:can|will|['’]ll) teach|can be (?:learn(?:ed|t)|taught)|"
    r"pluspunkte?|sahnehäubchen|zulage|runde[nt] (?:ihr|dein|das) profil|freuen wir uns|(?:aber |ist |sind )*(?:nicht (?:zwingend|nötig|erforderlich|notwendig)|kein muss|keine bedingung|keine voraussetzung)|perfekt(?=\s?(?:[.,;!]|$))|"
    r"constitue(?:nt|rait|raient|ra)? (?:un|une|des) (?:plus|atouts?|avantages?)|(?:est|sont|serait) (?:un |des )?avantages?|fer(?:a|ait|ont) la différence|(?:n['’]est |ne sont )?pas (?:obligatoires?|indispensables?|requis\w*|exigée?s?)|bienvenue?s?|"
    r"puntos? a favor|(?:no (?:es|son) )(?:obligatori[oa]s?|imprescindibles?|necesari[oa]s?)|te queremos|perfecto|suma(?:ría|n|rá)? (?:mucho|puntos)|"
    r"(?:não (?:é|são) )(?:obrigatóri[oa]s?|indispensáve(?:l|is)|necessári[oa]s?)|mais-valias?|contar(?:á|ão) pontos?|melhor(?: ainda)?(?=\s?(?:[.,;!]|$))|"
    r"(?:non (?:è|sono) )(?:obbligatori[oa]?|indispensabil[ei]|necessari[oae]?)|titolo preferenziale|complet(?:a|ano) il profilo|"
    r"strek(?:t|ken) tot aanbeveling|(?:maar )?niet (?:nodig|vereist|verplicht|noodzakelijk|zwingend)|hebben een streepje voor|"
    r"(?:would|could|will|(?<=they)'d|(?<=it)'d) (?:also )?be (?:lovely|great|handy|useful|appreciated|an advantage|a bonus|a plus|icing on the cake|super|grand|helpful|brilliant|perfect)|in your favou?r|"
    r"(?:goes|moves|go) to the top|puts? you (?:in front|ahead)|(?:is|are) (?:strongly |highly )?(?:appreciated|preferred|welcome|nice)|we(?:'|’)d (?:notice|bite)|bonus(?=\s?(?:[.,;)]|$))|even better|"
    r"wär(?:e|en)? (?:\w+ )?(?:super|toll|schön|nett|cool|gut|klasse|spitze|hilfreich|bonus|traum|vorteil|ideal)|ein (?:bonus|traum)|gerne?(?=\s?(?:[.,;!]|$))|bevorzugt|von nutzen|gern willkommen|keine bedingung|"
    r"(?:est |= ?)(?:un )?bonus|serait le rêve|on (?:est|sera) ravie?s?|(?:sera|serait|seront) (?:la |le |les )?(?:bienvenue?s?|regardée?s? avec intérêt|un bonus|appréciée?s?)|c(?:'|’)est bonus|si possible|je prends tout de suite|"
    r"mejor(?: que mejor)?(?=\s?(?:[.,;!)]|$))|perfecto(?=\s?(?:[.,;!)]|$))|se agradece(?:n|rá|rán)?|un puntazo|se tendrá en cuenta|"
    r"ajuda(?= mas|[.,;]|$)|preferimos|dá jeito|sai na frente|contam? (?:um )?pontos?|(?:é|são|seria) (?:um )?(?:plus|bónus)|"
    r"tanto di guadagnato|sarebbe(?:ro)? (?:oro|il massimo|l'ideale|perfetto)|(?:è )?un di più|costituir(?:à|anno)|farebbe comodo|meglio(?=\s?(?:[.,;!)]|$))|"
    r"(?:is|zijn|zou|wel zo) (?:mooi|fijn|handig|leuk|top|een wens|welkom)(?: zijn)?|een streepje voor|liefst(?=\s?(?:[.,;)]|$))|wens(?=\s?(?:[.,;)]|$))|"
    r"(?:is|are|as|would be|serait|seraient|sería|wäre|wären|ist|sind|es|é|sarebbe|sarebbero|sono|è|zijn) (?:an? |un |une |ein |een |um |uma |a strong |a big |a huge |added |real )?(?:plus|bonus|"
    r"advantages?|nice|great|desirable|preferred|asset|vorteil|von vorteil|atout|ventaja|vantagem|diferencial|vantaggio|pr[eé]|welkom|gewenst|helpful|handy|top|ideal)|a (?:big |definite |real |huge )?plus|a bonus|an? (?:added )?advantage|an asset|"
    r"(?:strongly |highly )?preferred|nice to have|good to have|desirable|advantageous|(?<!not )(?<!not a )(?:helpful|handy|useful)(?= ?(?:[.,;)]|$|but\b))|"
    r"(?:ist |sind |wäre |wären )?(?:von vorteil|wünschenswert|vorteilhaft|erwünscht|gern gesehen|ein plus|kein muss|optional|hilfreich|schön)|"
    r"(?:c(?:'|’)est |serait |serai(?:t|ent) |est |sont )?(?:un|des) (?:vrai |gros |petit )?(?:plus|atouts?)|(?:très )?apprécié(?:e?s)?|souhaité(?:e?s)?|souhaitables?|(?:c(?:'|’)est|serait) (?:top|bien|l'idéal|idéal)|"
    r"(?:muy )?(?:deseables?|valorables?)|se valora(?:rá|rán|n)?(?: positivamente)?|sum[ae](?:n|rá|rían?)?(?: puntos)?|un plus|nos vendría genial|(?:es|será|sería) (?:un )?(?:plus|ventaja|valorado)|ideal|"
    r"(?:é |são |será |serão |seria )?(?:um )?(?:diferencia(?:l|is)|desejáve(?:l|is)|mais-valias?|valorizad[oa]s?|bem[- ]vind[oa]s?|preferencial)|valoriza-se|"
    r"(?:è |sono |sarà |saranno |sarebbe )?(?:gradit[oaie]|preferibil[ei]|preferenzial[ei]|apprezzat[oaie]|un plus|un vantaggio|titolo preferenziale)|"
    r"(?:is |zijn )?(?:een )?(?:pr[eé]|pluspunt|mooi meegenomen|wenselijk|gewenst|meegenomen)|great(?= ?(?:[.,;)!]|$))|would be (?:nice|great|good)|welcome|so much the better|all the better|even better|(?:would|wouldn['’]t) (?:help|hurt)|helps(?=\s?(?:[.,;!)]|$))|comes in handy|come in handy|a nice extra|extra points|"
    r"umso besser|schadet nicht|freut uns|hilft(?=\s?(?:[.,;!)]|$))|tant mieux|encore mieux|ne gâche rien|mejor aún|tanto mejor|mucho mejor|melhor ainda|tanto melhor|ancora meglio|tanto meglio|non guasta|des te beter|helpt(?=\s?(?:[.,;!)]|$))|is handig)"
    r"(?!\w)(?! (?:qualifications|skills|location|pronouns))",
    re.IGNORECASE,
)
"""Phrases after a clause that mark it as an optional requirement."""

NICE_AHEAD = Lazy(
    r"(?:^|(?<=[\s(,;:.–¿-]))(?:if (?:any(?: of them| one)?|some(?:one|body)?|either) (?:has|have|knows?)|(?:some |strong |first )?preference (?:may|will|is|shall)? ?(?:be )?given to|we(?:['’]d| would) (?:also )?prefer|"
    r"(?:so|as) (?:would|will|does)|tout comme|si (?:además|encima|también) (?:usaste|manejaste|manejás|manejas|conocés|hablás|hablas|sabés|tenés)|si (?:hablás|hablas|alguna? (?:sabe|habla|tiene))|preferably,?|"
    r"seront? considérée?s? comme (?:un |des )?atouts?:?|se poi|it(?:['’]d| would) be (?:neat|lovely|handy|useful|helpful|fantastic|brilliant|ideal) (?:if|to)|(?:extra )?(?:brownie|bonus|extra) points (?:for|if)|don(?:['’]t| not) worry if|(?:those|candidates|applicants|people) with|"
    r"not (?:a )?deal-?breaker,? (?:but|if)|(?:also|even) nice(?: is| would be)?:?|we(?:['’]d| would) (?:also )?be (?:delighted|happy|glad|pleased)|"
    r"(?:schön|gut|nett|praktisch|hilfreich),? aber (?:kein muss|nicht (?:zwingend|nötig)),? (?:ist|sind|wäre|wären)|(?:optimal|perfekt|klasse|prima|hilfreich|vorteilhaft|von vorteil|wünschenswert|ideal) (?:ist|sind|wäre|wären)|"
    r"im (?:besten|idealen) fall(?: auch)?|bestenfalls(?: auch)?|optimalerweise|wenn (?:du|sie) (?:dann )?(?:noch|außerdem|zusätzlich|obendrein)|über|wer (?:außerdem|auch|zudem|zusätzlich)|"
    r"(?:wir )?freuen uns (?:auch )?über|gerne? gesehen(?: sind| ist| werden)?|punkten (?:kannst du|können sie) (?:auch )?mit|"
    r"une sensibilité (?:à|au)|la (?:connaissance|pratique|maîtrise) d(?:e |['’])(?=[^.]{1,40}(?:plus|atout|avantage|appréci|bienvenu|obligatoire mais))|on appréciera(?:it)?|nous apprécier(?:i?ons)|seraient? (?:aussi )?(?:les )?bienvenue?s?|"
    r"(?:nos |me )?gustar[ií]a(?: que (?:tuvier[ae]s?|supier[ae]s?|conocier[ae]s?))?|se tendrán? en cuenta|(?:será|es|sería) (?:un )?(?:plus|punto a favor|ventaja|mérito)|y si (?:además )?(?:sabes|tienes|conoces)|"
    r"contar(?:á|ão) pontos?(?: ter)?|(?:o )?ideal (?:era|seria)(?: ter)?(?: também)?|se (?:souberes|tiveres|conheceres|falares)|gostávamos (?:também )?(?:que|de)|gostaríamos que|(?:é|são) valorizad[oa]s?|"
    r"complet(?:a|ano|erà) il profilo|sarebbe (?:bello|utile|perfetto|meglio)(?: se| che)?|(?:ci )?piacerebbe(?: che)?|non (?:guasta|guasterebbe|dispiace)|"
    r"het is (?:mooi|fijn|handig|leuk) als(?: je)?|kandidaten met|mocht je (?:ook)?|bonuspunten (?:voor|als)|"
    r"(?:we|they|he|she|client|i)?(?:(?:'|’)d| would) (?:also )?(?:love|like|be (?:thrilled|delighted|happy|over the moon))(?: (?:with|by|it if|somebody|someone|if))?|it (?:would|(?:'|’)d) help if(?: you)?(?: had| have| know)?|"
    r"even better if(?: you)?|you might(?: also)? have|if (?:he|she|they|you|someone|anyone)(?:(?:'|’)ve| have| has| can|(?:'|’)s| know| knows| also| happen)?(?: also)?|any(?:one|body) with|doesn(?:'|’)t hurt|not required|"
    r"(?:toll|schön|cool|super|nett|ideal) wäre(?:n)?(?: außerdem| auch| noch)?|wünschenswert (?:ist|sind|wäre|wären)|pluspunkte? (?:gibt es |sammelst du )?(?:für|mit)|falls du|wenn (?:du|er|sie) (?:auch|noch|dazu)|kein muss|"
    r"s(?:'|’)il(?: fait| sait| a| connaît)?|si (?:en plus|en prime|la personne|tu|elle|quelqu(?:'|’)un|un gars)(?: sait| as| a| connais| touche)?|on (?:sera|est) (?:fan|ravi)s? (?:si|de)|sera (?:appréciée?|regardée?)|"
    r"se agradecerá(?:n)?|si (?:además |también |encima )?(?:sabe|tiene|ha trabajado|maneja|chapurrea|habla|conoce|se maneja|tienes|sabes)|sumará(?:n)?(?: puntos)?|(?:el|la|quien) que tenga|mérito|y si además|¿?que además|"
    r"se (?:também |além disso )?(?:souber|tiver|falar(?:em)?|conhecer|fizer)|(?:dá-se|damos|demos) preferência(?: a)?(?: quem)?|quem (?:tiver|souber)|diferencial|desejável|"
    r"se (?:uno |anche |poi )?(?:fa|mastica|conosce|ha|sa|parla)|sarà considerat[oa]|costituisce|apprezziamo|chi (?:ha|conosce|sa)|in più|"
    r"(?:kun|ken|heb|weet|spreek) je (?:ook|weleens|al)|fijn(?: als)?|extra blij(?: worden we)?(?: van)?|pluspunt(?:en)?|wens(?:en)?|mooi als|voorkeur|"
    r"nice to have|good to have|bonus(?: points)?(?: for| if)?|ideally(?: with)?|preferably(?: with)?|plus if|(?:it would be|would be|it(?:'|’)d be) (?:a plus|a bonus|nice|great) if(?: you)?|if you (?:have|know|speak|also)(?: used)?|"
    r"idealerweise|gern(?:e)? auch|schön wäre|am liebsten mit|bonus|optional|idéalement|si (?:possible|vous (?:avez|connaissez|parlez))|si(?= [A-Z]\w+ c'est)|avec un plus|de préférence|"
    r"idealmente|preferiblemente|preferentemente|se valora(?:rá|rán|n)?|valoramos|valorizamos|valoriza-se|de preferência|preferencialmente|se (?:tiver|souber)|"
    r"preferibilmente|meglio se(?: con)?|se (?:conosci|sai|possibile)|gradit[oaie]|bij voorkeur|liefst(?: met)?|het liefst met|pré:?|"
    r"ebenso|auch gern)(?=[\s:,])\s?:?",
    re.IGNORECASE,
)
"""Phrases before an optional requirement."""

MUST_TAIL = Lazy(
    r"\b(?:(?:is|are) (?:a must|required|essential|mandatory|needed|necessary)|a must|must(?=\s?[.,;]|$)|required|essential|mandatory|needed|zwingend|erforderlich|pflicht|ein muss|(?:ist )?(?:voraussetzung|bedingung)|notwendig|"
    r"exigé(?:e?s)?|requis(?:e?s)?|obligatoires?|indispensables?|impératif|imprescindibles?|obligatori[oa]s?|necesari[oa]s?|requerid[oa]s?|obrigatóri[oa]s?|indispensáve(?:l|is)|necessári[oa]s?|"
    r"indispensabil[ei]|obbligatori[oae]?|richiest[oaie]|necessari[oae]?|vereist|verplicht|noodzakelijk|een must)\b",
    re.IGNORECASE,
)

WHOLE = Lazy(
    r"\W{0,3}(?:experience|knowledge|familiarity|exposure|background|proficiency|understanding|previous|prior|kenntnisse|erfahrung|connaissance|"
    r"expérience|experiencia|conocimientos?|experiência|conhecimentos?|esperienza|conoscenza|ervaring|kennis|if you|un poco|a (?:certificate|little))\b",
    re.IGNORECASE,
)
ASKED = Lazy(
    r"\b(?:must|need(?:s|ed)?|required?|requires|experience (?:with|in|of|using)|experienced (?:in|with)|knowledge of|know(?:s)?|proficien\w+|familiar\w*|certified|certificat\w+|licen[cs]ed?|registered|registration|"
    r"qualified|fluent|speak(?:s|ers?|ing)?|you have|you(?:'|’)ve|hold(?:s|er)?|able to|skills?|background in|expertise|"
    r"kenntnisse?\w*|erfahrung\w*|setz(?:en|t) \w+ voraus|voraussetz\w+|vorausgesetzt|beherrsch\w+|kannst|hast|verfügst|verfügen|mitbring\w+|abgeschlossene?|ausbildung|führerschein|schein|voraussetzung|erforderlich|zwingend|zertifi\w+|"
    r"expérience|maîtris\w+|conna[iî][st]\w+|savez|sais|pas de secrets?|permis|diplôm\w+|titulaire|habilitation|exigé\w*|requis\w*|obligatoire|parl\w+|attestation|"
    r"experiencia|conocimientos?|manejo|dominio|imprescindible|carn[eé]t?|titulación|se requiere|necesari[oa]|con nivel|hablar?|"
    r"experiência|conhecimento\w*|domínio|obrigatóri[oa]|carta de condução|cnh|registo|inscrição|registro|"
    r"esperienza|conoscenza|conosc\w+|patent\w+|attestat\w+|indispensabil\w+|richiest\w+|iscrizione|padronanza|"
    r"ervaring|kennis|rijbewijs|diploma|beheers\w+|bevoegdheid|certificaat|vereist|spreekt)\b",
    re.IGNORECASE,
)
SHORT_FORM = Lazy(r"[A-Z][\w+/&.-]*[A-Z\d][\w+/&.-]*(?: [A-Z]\w*){0,2}")
PROPER = Lazy(
    r"(?<=[a-zà-ÿ,(] )[A-Z][\w+&-]*[A-Z\d][\w+&-]*(?: [A-Z][\w+&-]+){0,2}|(?<=[a-zà-ÿ,(] )[A-Z][a-z]+(?: [A-Z][\w+&-]+){0,2}(?=\s?[),]|\s(?:y|e|and|und|et|en|or|o|ou)\s)"
)
THAT_IS_A_PLUS = Lazy(
    r"\W*(?:umso besser|tant mieux|(?:so much |all the |even )better|des te beter|tanto (?:meglio|mejor|melhor)|ancora meglio|mejor aún|melhor ainda)\W*$|"
    r"\W*(?:c['’]est|ce serait|das (?:ist|wäre)|that(?:'s| is| would be)|sería|seria|sarebbe|dat is)\b[^.]{0,25}[.!]?\s*$",
    re.IGNORECASE,
)
ONLY_TAIL = Lazy(
    r"\W*(?:(?:ce|cela|ça|das|that|it|eso|isso|ciò|dat|dit) )?(?:would|will|serait|sera|wäre|sería|seria|sarebbe|zou|golazo|genial|umso|tant|tanto|even|des te|titolo)\b[^,.;]{0,22}[.!]?\s*$",
    re.IGNORECASE,
)
"""A clause that only marks the previous one as optional: ", ce serait le rêve"."""

ALSO = Lazy(r"\W*(?:ebenso|auch|also|as is|ainsi que|también|também|anche|ook)\b", re.IGNORECASE)
NO_SKILL = Lazy(
    rf"(?:{NEED}|{NICE}|hi|hello|hey|hiya|dear|morning|good morning|thanks|thx|cheers|asap|urgent\w*|title|client|brief|hallo|moin|servus|hallöchen|gruß|grüße|danke|liebe grüße|"
    r"salut|bonjour|bonsoir|coucou|merci|bisous|hola|buenas|buenos días|gracias|estimad[oa]|atte|saludos|olá|oi|bom dia|boa tarde|obrigad[oa]|pfv|ciao|buongiorno|salve|grazie|titolo|"
    r"hoi|goedemiddag|goedemorgen|bedankt|groetjes|top|recrutement|cliente|klant|kunde)",
    re.IGNORECASE,
)
"""Words of greetings and labels that stand alone between punctuation marks."""
