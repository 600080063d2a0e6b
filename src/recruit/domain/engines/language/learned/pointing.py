"""References to the job in focus, in seven languages: "this job", "essa vaga", "este puesto", "ahí"."""

from recruit.domain.engines.language.lists.phrases import phrases

TO_JOB = phrases(r"""
    (?:(?:for|to|in|at|on|of|about) )?(?:this|that|the same) (?:job|role|position|opening|vacancy|req|requisition|posting)
    (?:(?:zu|fur|auf|in|bei|uber|von|an) )?(?:diese[rn]?|die gleiche|dieselbe|derselben) (?:stelle|position|vakanz|ausschreibung|rolle)
    (?:(?:fur|zu|in) )?diese[mns]? (?:job|posten)
    (?:(?:a|pour|sur|dans|de|en) )?(?:ce|cet|cette|le meme|la meme) (?:poste|offre|annonce|job|emploi)
    (?:(?:a|para|en|de|por|sobre) )?(?:este|ese|dicho|el mismo|mismo) (?:puesto|cargo|rol) | (?:(?:a|para|en|de|por|sobre) )?(?:esta|esa|dicha|la misma|misma) (?:vacante|oferta|plaza|posicion)
    (?:(?:para|a|em|por|sobre|pra) )?(?:essa|esta|a mesma) (?:vaga|posicao|funcao) | (?:n|d)(?:essa|esta|a mesma) (?:vaga|posicao|funcao) | (?:para )?(?:o mesmo|este|esse|neste|nesse) cargo
    (?:(?:a|per|in|di|su) )?(?:questa|quella|la stessa|stessa) (?:posizione|ricerca|offerta) | (?:(?:a|per|in|di|su) )?(?:questo|quel|lo stesso|stesso) (?:posto|ruolo|annuncio|lavoro)
    (?:(?:aan|voor|op|in|bij|van|over|naar) )?(?:deze|die|dezelfde) (?:vacature|functie|positie|baan|rol)
    ahi | alli
""")
"""Nouns with a demonstrative, and prepositions before them. "Ahí" is the place in focus."""

WHICH_JOB = phrases(r"""
    (?:which|what) (?:job|role|position) (?:is|was) (?:this|that|it)(?: again)? | welche (?:stelle|position) (?:ist|war) (?:das|es)(?: nochmal| noch mal)?
    (?:c' (?:est|etait) )?quel poste(?: (?:deja|c' est|c' etait|est ce))* | (?:que|cual) (?:puesto|vacante) (?:es|era)(?: (?:este|ese|esa|ya))?
    (?:qual|que) vaga (?:e|era)(?: (?:essa|esta|mesmo))* | (?:quale|che) (?:posizione|posto) (?:e|era)(?: (?:questa|questo|gia))?
    welke (?:vacature|functie) (?:is|was) (?:dit|dat|het)(?: ook alweer)?
""")
"""Questions about the job in focus."""
