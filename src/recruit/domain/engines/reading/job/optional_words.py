"""More phrases for optional requirements, and for mandatory ones, in seven languages."""

AHEAD = (
    r"if (?:any(?: of them| one)?|some(?:one|body)?|either) (?:has|have|knows?)|(?:some |strong |first )?preference (?:may|will|is|shall)? ?(?:be )?given to|we(?:['’]d| would) (?:also )?prefer|"
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
    r"het is (?:mooi|fijn|handig|leuk) als(?: je)?|kandidaten met|mocht je (?:ook)?|bonuspunten (?:voor|als)"
)
"""Phrases before an optional requirement."""

TAIL = (
    r"(?:would|will|could) (?:also )?be (?:nice|good|ideal|amazing|awesome|sick|cool|ace|fantastic|wonderful|beneficial)|in (?:the|an?) (?:applicant|candidate)(?:['’]s)? favou?r|welcomed|not insisted (?:up)?on|"
    r"golazo|genial|bárbaro|joya|ni te cuento|tanto meglio|(?:ce )?serait (?:le bouquet|la cerise|parfait|top)|zou (?:mooi|fijn|leuk|handig) zijn|pure(?=\s?(?:[.,;]|$))|"
    r"(?:would|will|could) (?:strengthen|set you apart|make you stand out|save us|be welcome|put you|count|count in your favou?r|get you)|get(?:s)? interviewed first|flag it|(?:is|are) (?:a |an )?(?:definite |welcome |real |nice )?(?:extra|perk)|"
    r"(?:but |though )?(?:it(?:'s| is) |is |are )?not (?:strictly )?(?:essential|required|necessary|needed|mandatory|a must|obligatory)|we (?:can|will|['’]ll) teach|can be (?:learn(?:ed|t)|taught)|"
    r"pluspunkte?|sahnehäubchen|zulage|runde[nt] (?:ihr|dein|das) profil|freuen wir uns|(?:aber |ist |sind )*(?:nicht (?:zwingend|nötig|erforderlich|notwendig)|kein muss|keine bedingung|keine voraussetzung)|perfekt(?=\s?(?:[.,;!]|$))|"
    r"constitue(?:nt|rait|raient|ra)? (?:un|une|des) (?:plus|atouts?|avantages?)|(?:est|sont|serait) (?:un |des )?avantages?|fer(?:a|ait|ont) la différence|(?:n['’]est |ne sont )?pas (?:obligatoires?|indispensables?|requis\w*|exigée?s?)|bienvenue?s?|"
    r"puntos? a favor|(?:no (?:es|son) )(?:obligatori[oa]s?|imprescindibles?|necesari[oa]s?)|te queremos|perfecto|suma(?:ría|n|rá)? (?:mucho|puntos)|"
    r"(?:não (?:é|são) )(?:obrigatóri[oa]s?|indispensáve(?:l|is)|necessári[oa]s?)|mais-valias?|contar(?:á|ão) pontos?|melhor(?: ainda)?(?=\s?(?:[.,;!]|$))|"
    r"(?:non (?:è|sono) )(?:obbligatori[oa]?|indispensabil[ei]|necessari[oae]?)|titolo preferenziale|complet(?:a|ano) il profilo|"
    r"strek(?:t|ken) tot aanbeveling|(?:maar )?niet (?:nodig|vereist|verplicht|noodzakelijk|zwingend)|hebben een streepje voor"
)
"""Phrases after a clause that mark it as an optional requirement."""

SECTIONS = (
    r"(?:was )?schön wäre(?:n)?|(?:requisitos )?dese(?:ados?|ables?)|(?:¿?)qué suma(?: puntos)?\??|darüber freuen wir uns(?: besonders)?|mooi meegenomen|meegenomen|bonuspunten|punten voor|preferencial|atouts? appréciés?|wünschen(?:swert)? wäre(?:n)?|"
    r"what(?:['’]d| would) (?:be|make) .{3,20}|brownie points|icing|wat (?:leuk|fijn|handig|mooi|prettig) (?:zou zijn|is|zijn)|zacht|lo que (?:se (?:premia|valora|agradece)|nos gusta)|ce qui nous (?:ferait|fera) (?:plaisir|sourire|craquer|rêver)|"
    r"o que (?:nos|me) (?:faria|deixaria) (?:sorrir|felizes|feliz|contentes)|cosa ci farebbe (?:piacere|felici)|was uns (?:freuen|begeistern) würde|desired attributes|desirables|(?:títulos|requisitos) \(?não eliminatórios\)?|on souhaiterait|le petit plus|requisiti preferenziali|un di più|seria bom|dá pontos|tens vantagem se|sumás puntos|(?:se )?valora"
)
"""Headings and labels of optional requirements."""

NEEDED = (
    r"mitzubringen(?: sind)?|was du brauchst|was (?:sie|du) (?:können|kannst) (?:solltest|sollten)|das brauchst du|das brauchen (?:sie|wir)|what you bring|bring with you|à savoir faire|tu (?:as|connais|sais|maîtrises)|"
    r"ce que (?:vous|tu) (?:nous )?(?:apporte[zs]|amène[zs]|amenez)|wat (?:je|u) (?:zeker |echt )?moet (?:kennen|kunnen|weten|hebben)|lo (?:que se (?:exige|pide|requiere)|indispensable|imprescindible)|o que (?:tem|têm|é preciso|precisas?) (?:de )?saber|(?:special|specific) qualifications|non-negotiables?|"
    r"cosa (?:devi|bisogna) (?:sapere|conoscere|avere)|ce qu['’]il faut (?:savoir|connaître|avoir)|hard|dealbreakers?|competencias requeridas|conocimientos necesarios|se exige|stack(?: obligatori[oa]| obrigatóri[oa])?|exige-se|(?:il candidato )?conosce|jij (?:kent|kunt)|compétences clés|job ?spec|licen[cs]e/certification"
)
"""Headings and labels of mandatory requirements."""
