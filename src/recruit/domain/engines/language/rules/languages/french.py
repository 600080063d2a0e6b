"""French."""

WORDS = {
    "show": "(montre|montrez|affiche|affichez|liste|donne|donnez|fais voir|trouve|trouvez|cherche) [moi|nous]",
    "the": "le|la|les|l'|nos|notre|un|une",
    "job": "(pour|sur|dans|de|au|du|d'|a) [<the>] (poste|offre|annonce|job|vacance) ([n|no|numero] {job_id}|[de|d'] {title})",
    "person": "[<the>] ((candidat|candidate) [n|no|numero] {candidate_id}|[candidat|candidate] {name1})",
    "to": "(a|au|sur|pour|chez)",
    "from": "(a|au|de|d'|du|chez|sur)",
    "more": "[(et|,) [a|de|d'] {name2} [(et|,) [a|de|d'] {name3}]]",
    "tag": "(tag|etiquette|label|libelle|mot cle)",
    "tags": "(tags|etiquettes|labels|libelles|mots cles)",
    "people": "(candidats|candidates|personnes|gens)",
    "applications": "(candidatures|candidats|candidates)",
    "task": "[la|ma] tache [n|no|numero] {task_id}",
    "tasks": "(taches|rappels)",
    "done": "(terminee|finie|faite|achevee|accomplie|close|cloturee|termine|fini)",
    "report": "(rapport|bilan|statistiques)",
}

PATTERNS = {
    "tag_candidates": """
        (donne|donnez|mets|attribue|ajoute|assigne) a <person> <more> (le|la|l'|un|une) <tag> {tag}
        (etiqueter|taguer|marquer) <person> <more> (comme|avec) [le|la|l'] [<tag>] {tag}
        (ajouter|mettre|attribuer) (le|la|l') <tag> {tag} <to> <person> <more>
        (etiquette|etiquetez|tague|taguez|marque|marquez) <person> <more> (comme|avec|en) [le|la|l'] [<tag>] {tag}
        (ajoute|ajoutez|mets|mettez|attribue|attribuez|donne|colle|pose) (le|la|l'|un|une) <tag> {tag} <to> <person> <more>
    """,
    "untag_candidates": """
        (retire|retirez|enleve|enlevez|supprime|ote) <from> <person> <more> son <tag> {tag}
        <person> <more> ne (doit|doivent) plus avoir (le|la|l') <tag> {tag}
        (retirer|enlever|supprimer) (le|la|l') <tag> {tag} <from> <person> <more>
        (retire|retirez|enleve|enlevez|supprime|supprimez|ote|otez|efface) (le|la|l') <tag> {tag} <from> <person> <more>
        (retire|retirez|enleve|enlevez|supprime|supprimez|ote|otez|efface) <from> <person> <more> (le|la|l') <tag> {tag}
    """,
    "list_tags": """
        <person> a (quels|quelles) <tags>
        (quels|quelles) [sont les] <tags> (a|porte|ont) <person>
        (quels|quelles) sont les <tags> (de|d'|du) <person>
        [<show>] [les] <tags> (de|d'|du) <person>
    """,
    "tagged_candidates": """
        qui sont les <people> (avec|ayant) (le|la|l') <tag> {tag}
        [<show>] [les|tous les|des] <people> (avec|ayant) <tag> {tag}
        (qui|quels <people>|quelles <people>) (a|ont|porte|portent) (le|la|l') <tag> {tag}
        [<show>] [les|tous les|des] <people> (avec|ayant|portant|qui ont) (le|la|l') <tag> {tag}
        [<show>] [les|tous les|des] <people> (etiquetes|etiquetees|tagues|taguees|marques) [comme] {tag}
        (qui|quels <people>) (est|sont) (etiquete|etiquetes|tague|tagues|marque|marques) [comme] {tag}
    """,
    "list_notes": """
        <show> tous les (commentaires|notes) (sur|concernant|de) <person>
        <show> toutes les (notes|remarques) (sur|concernant|de) <person>
        qu' est ce qu' on a (note|ecrit) (sur|a propos de) <person>
        (y a t il|avons nous|existe t il) des (notes|remarques|commentaires) (sur|concernant) <person>
        qu' a t on (note|ecrit) sur <person>
        [<show>] [les|nos] (notes|remarques|commentaires) (sur|concernant|de|d'|du|au sujet de|a propos de) <person>
        (quelles notes|quelles remarques|quels commentaires) (avons nous|y a t il|existent) (sur|concernant|pour|au sujet de) <person>
    """,
    "finish_task": """
        <task> <done>
        (terminer|finir|cloturer|cocher) <task>
        <task> est [maintenant] <done>
        (marque|marquez|mets) <task> (comme|en|a) <done>
        j' ai (fini|termine|acheve|fait) <task>
        (termine|terminez|finis|finissez|cloture|coche|acheve) <task>
    """,
    "finish_task done=false": """
        (rouvre|rouvrez|reouvre) <task>
        (marque|marquez) <task> comme (ouverte|non terminee|non faite)
    """,
    "list_tasks assignee=me": """
        (quel est|c' est quoi) mon programme [aujourd'hui|cette semaine|du jour]
        qu' est ce qui est prevu pour moi [aujourd'hui|cette semaine]
        (quelles|quels) sont mes <tasks> [ouvertes|en cours|du jour]
        qu' (ai je|est ce que j' ai) [encore] a faire [aujourd'hui|cette semaine]
        [<show>] mes <tasks> [ouvertes|en cours]
        (que|qu' est ce que je) (dois je|dois) [encore] faire [aujourd'hui|cette semaine]
    """,
    "inbox": """
        [<show>] ma boite de reception
        (qu' est ce qui|qui est ce qui) m' attend
        qu' est ce qui (demande|requiert) mon attention
    """,
    "timeline": """
        il s' est passe quoi (avec|pour|chez) <person> [{when}]
        il est arrive quoi a <person> [{when}]
        ce qui s' est passe [{when1}] (avec|pour|chez) <person> [{when}]
        que s' est il passe (avec|pour|chez) <person> [{when}]
        que s' est il passe {when} (avec|pour|chez) <person>
        qu' est ce qui s' est passe (avec|pour|chez) <person> [{when}]
        qu' est il arrive (a|au) <person> [{when}]
        (quoi de neuf|quoi de nouveau|quelles nouvelles|du nouveau) (pour|avec|sur|chez|de) <person> [{when}]
        [<show>] [<the>] (historique|chronologie|activite|activites|parcours) (de|d'|du|pour|sur) <person> [{when}]
        que s' est il passe <job> [{when}]
        [<show>] [<the>] (historique|chronologie|activite|activites) <job> [{when}]
    """,
    "stuck_applications": """
        quels (dossiers|processus|recrutements) (stagnent|sont bloques|n' avancent pas|n' avancent plus) [<job>]
        (qui|quels <applications>|quelles <applications>) (stagne|stagnent) [<job>]
        (qui|quels <applications>|quelles <applications>) (est|sont|reste|restent) (bloque|bloques|bloquee|bloquees|coince|coinces|coincees) [<job>]
        (qui|quels <applications>|quelles <applications>) n' (avance|avancent) (pas|plus) [<job>]
        (qui|quels <applications>|quelles <applications>) (attend|attendent) [<job>] depuis le plus longtemps [<job>]
        [<show>] [les] <applications> (bloques|bloquees|coinces|coincees|en souffrance) [<job>]
        ou ca (bloque|coince) [<job>]
    """,
    "report kind=funnel": """
        ou perdons nous [des|les|nos] <applications> [<job>] [{when}]
        [<show>] [<the>] (entonnoir|funnel|tunnel) [de recrutement|des candidatures|de conversion] [<job>] [{when}]
        (quel est|quels sont|[<show>]) [<the>] (taux de conversion) [<job>] [{when}]
        (comment est|a quoi ressemble) (l'|le) (entonnoir|funnel|tunnel) [de recrutement] [<job>] [{when}]
    """,
    "report kind=time_to_hire": """
        en combien de temps (pourvoit on|pourvoyons nous) (un poste|les postes) [<job>] [{when}]
        il (faut|nous faut) combien de (temps|jours) pour (recruter|embaucher) [<job>] [{when}]
        (combien de jours|combien de temps) (met on|mettons nous|faut il) [<job>] (a|pour) (recruter|embaucher|pourvoir un poste) [<job>] [{when}]
        combien de temps (faut il|met on|mettons nous|nous faut il|prend il) [<job>] pour (embaucher|recruter|pourvoir un poste) [<job>] [{when}]
        en combien de temps (embauchons nous|recrutons nous|embauche t on|recrute t on) [<job>] [{when}]
        (quel est|[<show>]) [<the>] (delai|temps|duree) [moyen|moyenne] (d'|de|du) (embauche|recrutement) [moyen|moyenne] [<job>] [{when}]
    """,
    "report kind=time_in_stage": """
        (quel est|[<show>]) [<the>] (temps|duree) [moyen|moyenne] (par|dans chaque|a chaque) etape [<job>] [{when}]
        combien de temps [les] <applications> (restent elles|restent ils|passent elles|passent ils) (dans|a) (chaque|les) (etape|etapes) [<job>] [{when}]
    """,
    "report kind=sources": """
        (quelle source|quelles sources|quel canal|quels canaux) (apporte|apportent|amene|amenent|fournit|fournissent) le plus de <applications> [<job>] [{when}]
        d' ou (viennent|proviennent|arrivent) [<the>] <applications> [<job>] [{when}]
        par (quels canaux|quelles voies|quelles sources) (arrivent|viennent|passent) [<the>] <applications> [<job>] [{when}]
        [<show>] [<the>] (sources|provenance|origine) (des|de nos|de) <applications> [<job>] [{when}]
    """,
    "list_stages": """
        (quelles sont|[<show>]) les (etapes|phases) <job>
        quelles (etapes|phases) a [<the>] poste ([n|numero] {job_id}|[de|d'] {title})
    """,
    "delete_note mine=true": "(supprime|supprimez|efface) ma [derniere] (note|remarque) (sur|concernant|de|d') <person>",
}
