"""Translation tables, with lines of `english: phrase, phrase`; "-" marks words that are left out."""

GERMAN = {
    "verbs": """
        open: öffne, öffnen
        fit: passen zu, passen auf, passen am besten zu, passen
        fits: passt zu, passt auf
        who applied to: wer hat sich auf, wer hat sich für, wer hat sich um, wer bewarb sich auf
        show: zeig, zeige, zeig mir, zeige mir, zeigen, anzeigen, zeigen sie mir, zeigen sie, anschauen, ansehen
        list: liste, auflisten, listen, nenne, nenne mir, aufzählen, liste mir
        find: finde, finden, suche, suchen, such, suche mir, finde mir, such mir, haben wir, suchen sie, finden sie
        match: matche, matchen, vergleiche mit
        compare: vergleiche, vergleichen
        summarize: fasse, zusammenfassen, fass, fassen sie, erzähl mir von, erzähle mir von, erzähl mir etwas über, wer ist
        create: erstelle, erstellen, lege, anlegen, leg, eröffne, erstell, schreibe, ausschreiben, erstellen sie, legen sie
        close: schließe, schließen, schliesse, schliessen, schließ, beende, schließen sie
        pause: pausiere, pausieren
        reopen: wiedereröffnen, öffne wieder, eröffne wieder
        forget it: vergiss es, vergiss das
        erase: vergiss, vergessen, vergessen sie
        anonymise: anonymisiere, anonymisieren, anonymisieren sie
        gdpr erasure of: dsgvo löschung von, dsgvo löschung für, dsgvo löschung des, dsgvo löschung der, dsgvo löschung, löschung nach dsgvo von, löschung gemäß dsgvo von
        delete: lösche, löschen, entferne, entfernen, lösch
        move: verschiebe, verschieben, bewege, schiebe, setze
        reject: lehne, ablehnen, lehnen sie, absagen
        hire: stelle ein
        add: füge, hinzufügen, trage, nimm
        undo: rückgängig machen, mach das rückgängig, rückgängig, mache das rückgängig, mach es rückgängig
        who fits: wer passt zu, wer passt auf, wer passt am besten zu, wer passt für, wer passt
        draft an email to: entwirf eine e mail an, schreib eine e mail an, schreibe eine e mail an, schreibe eine mail an, entwirf eine nachricht an, schreibe eine nachricht an
        interview questions: interviewfragen, interview fragen
    """,
    "nouns": """
        data on: daten von, daten über, daten zu, daten des, daten der, personenbezogenen daten von, personenbezogenen daten des, personenbezogene daten von, persönlichen daten von
        jobs: stellen, jobs, positionen, stellenangebote, stellenanzeigen, ausschreibungen, vakanzen
        job: stelle, position, job, stelle an, stelle aus, job an, stellenanzeige, ausschreibung, vakanz, position an
        candidates: kandidaten, kandidatinnen, bewerber, bewerberinnen, kandidaten und kandidatinnen, leute, personen
        candidate: kandidat, kandidatin, bewerberin
        applications: bewerbungen
        application: bewerbung
        pipeline: pipeline
        note: notiz, anmerkung
    """,
    "other": """
        open: offene, offenen, offener, offen, offenes
        closed: geschlossene, geschlossenen, geschlossen
        on hold: pausierte, pausierten, pausiert
        all: alle, allen, aller, sämtliche
        matching: passende, passenden, passender, geeignete, geeigneten
        best: beste, besten, bester
        the: die, der, das, den, dem, des
        a: ein, eine, einen, einem, einer
        new: neue, neuen, neuer, neues
        for: für, fürs, zur, zum
        to: nach, auf
        in: in, im, aus
        at: bei, beim
        with: mit
        and: und
        who know: die können, die kennen
        which: welche, welcher, welches, welchen
        how many: wie viele, wieviele
        how: wie
        who: wer
        what: was
        are: sind, gibt
        is: ist
        we: wir
        our: unsere, unseren, unserer, unser
        should i: soll ich, sollte ich, sollen wir, sollten wir, muss ich, müssen wir
        can i: kann ich, darf ich, können wir, könnten wir, dürfen wir
        what happens if: was passiert wenn, was passiert, was geschieht wenn
        if: wenn, falls, sobald
        -: bitte, beworben
        again: wieder
        permanently: endgültig, unwiderruflich, dauerhaft, für immer, restlos
        -: durchführen, vornehmen
        have: hat, haben
        to: zu
        can you: kannst du, können sie, könntest du, könnten sie, würdest du
        interview: interview, vorstellungsgespräch, gespräch
        offer: angebot
        screening: vorauswahl, screening
        me: mir, uns
        -: auf, ab, an, zusammen, hinzu, aus, mal, doch, gerade, aktuell, derzeit, momentan, es
        i want to: ich möchte, ich will, wir möchten, ich würde gerne, ich würde gern
    """,
    "negations": "nicht nichts kein keine keinen keiner niemals nie niemanden niemand keinesfalls",
    "causes": "weil",
}

FRENCH = {
    "verbs": """
        fit: correspondent au, correspondent à, conviennent au, conviennent à, conviennent pour, correspondent
        show: affiche, afficher, montre, montrer, montre moi, montre nous, affiche moi, affichez, montrez moi, montrez, voir, donne moi, ouvre, afficher moi
        list: liste, lister, listez, énumère, enumère, liste moi
        find: trouve, trouver, trouve moi, cherche, chercher, recherche, rechercher, trouvez, cherchez, recherchez, y a t il, avons nous
        match: associe, associer, apparie, apparier
        compare: compare, comparer, comparez
        summarize: résume, résumer, résumez, resume, parle moi de, parlez moi de, présente, présente moi, fais un résumé de, fais moi un résumé de, qui est
        create: crée, créer, créez, cree, creer, ouvre un nouveau, publie, ajoute un poste
        close: ferme, fermer, fermez, clôture, clôturer, clos
        pause: suspends, suspendre, mets en pause
        reopen: rouvre, rouvrir, rouvrez, réouvre
        forget it: oublie ça, oublie cela
        erase: oublie, oublier, oubliez
        anonymise: anonymise, anonymiser, anonymisez
        gdpr erasure of: suppression rgpd de, suppression rgpd du, suppression rgpd d', effacement rgpd de, effacement rgpd du, effacement rgpd d'
        delete: supprime, supprimer, supprimez, efface, effacer
        move: déplace, déplacer, passe, passer, fais passer, déplacez, mets
        reject: rejette, rejeter, refuse, refuser, rejetez, refusez, écarte, écarter
        hire: embauche, embaucher, recrute
        add: ajoute, ajouter, ajoutez
        undo: annule, annuler, annule ça, annule cela, défais ça, annuler ça
        who fits: qui correspond à, qui correspond au, qui convient à, qui convient au, qui convient pour, qui correspond, qui convient, qui irait pour
        draft an email to: rédige un email à, rédige un e mail à, écris un email à, écris un message à, rédige un message à, écris un mail à
        interview questions: questions d entretien, questions d' entretien, questions pour l' entretien
    """,
    "nouns": """
        data on: données de, données d', données du, données sur, données concernant, données personnelles de, données personnelles d', données personnelles du
        jobs: postes, offres, emplois, offres d' emploi, annonces, jobs
        job: poste, offre d' emploi, emploi, job, annonce, offre
        job for: poste de, poste pour, offre pour, poste d', offre d' emploi pour, emploi de
        candidates: candidats, candidates, candidats et candidates, personnes, gens
        candidate: candidat, candidate
        applications: candidatures
        application: candidature
        pipeline: pipeline
        note: note, remarque
    """,
    "other": """
        open: ouverts, ouvertes, ouvert, ouverte
        closed: fermés, fermées, fermé, clôturés
        draft: en brouillon, brouillons
        on hold: en pause, suspendus, en attente
        all: tous, toutes, tous les, toutes les, tout
        matching: correspondants, adaptés
        best: meilleurs, meilleures, meilleur, meilleure
        the: le, la, les, l'
        of the: du
        to the: au, aux
        a: un, une, des
        new: nouveau, nouvelle, nouvel
        for: pour
        of: de, d'
        to: vers
        in: dans, à, en
        -: veuillez, s' il te plaît, s' il vous plaît, svp, stp, s'il te plaît, s'il vous plaît
        have: a t il
        at: chez
        with: avec
        and: et
        who know: qui connaissent, qui connait, qui maîtrisent, connaissant
        which: quels, quelles, quel, quelle
        how many: combien de, combien
        permanently: définitivement, definitivement, irrévocablement, pour toujours, de façon définitive, de manière définitive
        how: comment
        who: qui
        what: que, qu', quoi
        are: sont
        is: est
        we: nous
        our: nos, notre
        should i: dois je, devrais je, devons nous, est ce que je dois, est ce que je devrais, faut il, devrions nous
        can i: puis je, peut on, pouvons nous, est ce que je peux, pourrait on
        what happens if: que se passe t il si, qu' est ce qui se passe si, que se passerait il si
        if: si, quand, lorsque, dès que
        can you: peux tu, pouvez vous, pourrais tu, pourriez vous
        interview: entretien, entrevue
        offer: proposition
        screening: présélection
        me: moi
        i want to: je veux, je voudrais, j' aimerais, nous voulons, je souhaite
    """,
    "negations": "ne n' pas rien jamais aucun aucune personne",
    "causes": "car parce puisque",
}

SPANISH = {
    "verbs": """
        fit: encajan en, encajan con, encajan para, encajan
        show: muestra, muéstrame, muestrame, mostrar, enseña, enséñame, ver, dame, muestre, muéstreme, abre, mostrarme
        list: lista, listar, enumera, lístame, listame, liste
        find: busca, buscar, encuentra, encontrar, búscame, encuéntrame, busque, tenemos
        match: empareja, emparejar
        compare: compara, comparar, compare
        summarize: resume a, resume al, resumir a, resume, resumir, resúmeme, háblame de, hablame de, cuéntame de, cuéntame sobre, quién es, resuma, haz un resumen de
        create: crea, crear, cree, abre un nuevo, publica, publicar, créame
        close: cierra, cerrar, cierre, cierres
        pause: pausa, pausar, pon en pausa
        reopen: reabre, reabrir
        forget it: olvídalo, olvida eso
        erase: olvida a, olvida al, olvida, olvidar a, olvidar al, olvidar, olvide a, olvide al
        anonymise: anonimiza a, anonimiza al, anonimiza, anonimizar a, anonimizar al, anonimizar, anonimice a, anonimice al
        gdpr erasure of: supresión rgpd de, supresión rgpd del, borrado rgpd de, borrado rgpd del
        delete: elimina a, elimina al, borra a, borra al, elimina, eliminar, borra, borrar, suprime, elimines, borres
        move: mueve a, mueve al, pasa a, pasa al, mueve, mover, pasa, pasar, mueva, cambia
        reject: rechaza a, rechaza al, descarta a, descarta al, rechaza, rechazar, descarta, descartar, rechace, rechaces, descartes
        hire: contrata a, contrata al, contrata, contratar, contrates
        add: añade a, agrega a, añade, añadir, agrega, agregar
        undo: deshaz, deshacer, deshazlo, deshaz eso, anula eso, deshacer eso
        who fits: quién encaja en, quien encaja en, quién encaja con, quién es adecuado para, quién encaja para, quién encaja
        draft an email to: redacta un correo a, redacta un correo para, escribe un correo a, escribe un mensaje a, redacta un mensaje a, escribe un email a
        interview questions: preguntas de entrevista, preguntas para la entrevista
    """,
    "nouns": """
        data on: datos de, datos del, datos sobre, datos personales de, datos personales del, datos personales sobre
        jobs: puestos, ofertas, vacantes, empleos, trabajos, posiciones, ofertas de trabajo, ofertas de empleo
        job: puesto, oferta, vacante, empleo, trabajo, posición, oferta de trabajo, oferta de empleo
        job for: puesto de, vacante de, oferta de, oferta para, puesto para, vacante para
        candidates: candidatos, candidatas, personas, aspirantes, postulantes
        candidate: candidato, candidata
        applications: candidaturas, solicitudes, postulaciones
        application: candidatura, solicitud, postulación
        pipeline: pipeline, embudo
        note: nota
    """,
    "other": """
        open: abiertos, abiertas, abierto, abierta
        closed: cerrados, cerradas, cerrado, cerrada
        draft: en borrador, borradores
        on hold: en pausa, pausados, pausadas
        all: todos, todas, todos los, todas las
        matching: adecuados, idóneos
        best: mejores, mejor
        the: el, la, los, las
        of the: del
        have: tiene, tienen
        to the: al
        a: un, una, unos, unas
        new: nuevo, nueva
        for: para, por
        of: de
        to: a
        in: en
        with: con
        and: y, e
        who know: que sepan, que saben, que conocen, que conozcan
        which: qué, cuáles, que, cuál
        permanently: definitivamente, permanentemente, para siempre, de forma permanente, de forma definitiva
        how many: cuántos, cuántas, cuantos, cuantas
        how: cómo
        who: quién, quien, quiénes
        are: son, están, estan
        is: es, está
        we: nosotros
        our: nuestros, nuestras, nuestro, nuestra
        should i: debo, debería, deberíamos, debemos, tengo que, deberia
        can i: puedo, podemos, podría, podríamos
        what happens if: qué pasa si, que pasa si, qué pasaría si, qué sucede si
        if: si, cuando
        because: porque
        -: por favor
        can you: puedes, puede, podrías
        interview: entrevista
        offer: oferta final
        screening: preselección
        me: me, nos
        i want to: quiero, quisiera, me gustaría, queremos
        -: hay, ahora
    """,
    "negations": "no nada nunca jamás ningún ninguna ninguno tampoco",
    "causes": "porque",
}
