"""Concepts of recruiting in seven languages: to the intent model, "bin", "absagen" and "descarta" are the same."""

from functools import lru_cache

from recruit.domain.engines.language.learned.prefix_table import PrefixTable

_CONCEPTS = PrefixTable("""
close: =close =closed =closes =closing =shut =shuts =shutdown terminat conclud wrap schlies schliess geschloss =dicht =zu zumach abschliess beend ferme fermer fermez fermons clotur clore cierr cerrar cerrad clausur fech encerr chiud chius =sluit =sluiten gesloten =dicht afsluit beeindig discontinu retire
filled: filled besetzt pourvu cubiert preenchid copert vervuld staffed
pause: paus hold freez froz suspend =ice =eis =glace =gele geler =gel gelez congel hielo =gelo gelar ghiaccio =ijs sospend sospes standby ruhen pausier opschort bevriez park wacht attesa espera
reopen: reopen reactivat revive resurrect unfreez unpaus reactiv reativ riattiv wiederer heropen rouvr reabr riapr resum wake unclose relanc
open: =open =opened =opens =live =active =offen offene offenen ouvert =ouvre ouvrir ouvrez abiert =abre =abrir abrid abert apert =apri aprire openstaan laufend vigent actief =opening eroffn offne
create: creat =make =makes =making =set =setup =post =posting publish advertis =raise =establish erstell anleg =leg =lege ausschreib =schreib veroffentlich cree creer creez publi rediger crea crear crei criar =cria =crie aprir maak maken aanmak uitzett plaats redact draw
clone: clon copy copie copi duplic dup dupe replic replik =twin =fork =cp kopier kopie kopi dupliz identi duplik =same =another second zweit gemell
change: chang updat edit amend adjust alter modif set fix correct correg corrig rename retitl raise lower bump nudg increas reduc ander andern anpass angleich erhoh senk korrig umbenenn setz pass modifi augment baiss mont change chang remplac cambi modific actuali sube subir baja bajar pon ponle ponga mude mudar alter atualiz aument baix ponha =poe modific aggiorn alza abbass metti wijzig verander verhoog verlaag aanpas zet =put
salary: salar pay paid wage comp compens remunerat gehalt lohn verdienst salaire remuner sueldo salari stipend ral retribu loon =rate =band =k
place: locat city town =ort standort stadt lieu ville localis ubicaci ciudad =local cidade localiz sede citta locatie stad plaats based region remote hybrid homeoffice teletravail telework
requirement: requir skill must-have =must experience years qualif licen certif degree anforder erfahr kenntn voraussetz diplom competen exig experien requisit habilid conocim titul esig requisit competenz esperien laurea vereist ervaring eis diploma vaardig
job: =job =jobs position =role =roles vacanc opening requisit =req =reqs stelle stellen ausschreib vakanz poste =postes offre =offres annonce =annonces vacante puesto oferta plaza vaga vagas posizion annunci ricerca vacature functie mandate assignment engagement
person: candidat kandidat =person =people =persons =ppl folks anyone anybody someone somebody =wer leute bewerber profil personne gens quelqu person gente alguien alguem pessoal qualcun person mensen iemand talent
application: applic bewerbung candidatur solicitud postulaci inscrip domanda sollicitatie =apps =app
applied: applied beworben bewarb postul inscrit aplic aplicad candidatad candidatos gesolliciteerd =ring
list: =list =liste listing lista listado lijst overzicht overview register enumerat auflist aufzahl =ls =all =alle =todos =todas =tous =toutes =tutti =tutte
find: find search look =seek sourc hunt such suche finde cherch recherch trouv busc encuentr procur encontr cerc trov zoek vind grep =need =needs =brauche
show: show display =see view open pull bring fetch =get =give zeig anzeig =gib offne affich montr =voir =donne sors muestr ensen =dame =ver mostr =ve =vedi vedere mostra apri fammi toon =laat zien =geef =cat
details: detail descript =spec =jd =brief text =inhalt beschreib fiche descripti detalle descripc detalhe descric scheda dettagl beschrijv info anzeigentext wording read les leer ler legg lees
record: record file profil =cv resume akte lebenslauf dossier fiche ficha expediente perfil cadastro scheda profilo =page =card =sheet contact phone email =mail telefon numero nummer number tel correo telefono
summary: summar summer sum tldr rundown overview nutshell brief gist short bio recap blurb zusammenfass fass kurz uberblick resum synthes bref resumen resum resumid apanhad riassun sunto sintes samenvat kort beknopt
compare: compar versus =vs side against vergleich gegenub nebeneinander confront compare cote frente comparat paragon confront vergelijk naast diff weigh stack lado accanto between zwischen entre tra
why: =why reason explain justif basis score warum wieso weshalb begrund erklar pourquoi expliqu raison porque porq motivo explic perche spieg motiv waarom uitleg reden =how-come grounds
fit: fit fits match matches suit suitab qualif pass passt passen eign geeignet convien convenir correspond colle encaj serve sirve idone adequ combin indicad adatt idoneo past passen geschikt
best: =best =top strongest rank shortlist beste besten =meilleur meilleurs mejor mejores melhor melhores miglior beste recommend suggest empfehl propos vorschlag suger sugger recomend raccomand aanrad
who: =who =whom =whos wer wen wem qui quien quem =chi wie
what: =what =which =welche =welcher =welches =was =quel =quels =quelle =quelles =que =cual =cuales =quais =qual =quali =quale =che =wat =welk =welke
where: =where =wo =wohin =ou =donde =onde =dove =waar
count: count =many stage phase step stufe etape etapa fase stand statistic numbers headcount
pipeline: pipeline funnel progress progres process trichter verlauf prozess fortschritt entonnoir avancement processus embudo proceso funil processo andament imbuto trechter voortgang proces =how =hows stand situat tracker movement board
move: mov advanc push promot shift progress bump transfer =mv schieb verschieb vorrück weiter ruck passe passer avanc deplac =mets mettre pasa pasar mueve mover avanza passa passar move mover avanc spost avanza promuov verplaats doorzet schuif graduate forward next nachste suivant siguiente proxim prossim volgend
interview: interview intervw gesprach vorstellung entretien entrevist colloqui gesprek onsite
screening: screen vorauswahl preselec preselez
offer: offer angebot proposition propost aanbod
hired: hire hired eingestellt einstell embauch contrat assum assunt aangenom signed joined unterschrieb zugesagt signe firmo firmad assinou firmat getekend accept
sourced: sourced
reject: reject declin turn decline =no refus pass bin kill ditch disqualif ablehn =lehn absag absage abgesagt aussortier rejet ecart rechaz descart rechac reprov rejeit recus descart rifiut scart respin afwijs wijs afgewez
apply: submit appl enter put nominat tag link connect attach eintrag bewirb bewerb vormerk einreich inscri inscris postul candida present propose apunt mete meter candidat inscrev inser iscriv meld aanmeld voordrag throw
note: note notes remark memo jot record log comment notiz notier vermerk eintrag trag remarque noter commentaire nota anota apunt comentario observac anote annota segna appunt notitie noteer opmerking aanteken remember document write-down
new: =new neu neue neuer neuen nouveau nouvelle nouvel nuev novo nova nuov nieuw register add insert ajout anad agreg registr adicion cadast aggiung inser voeg toevoeg aufnehm enregistr alta
draft: draft writ compos email mail letter messag outreach inmail word text approach pitch entwurf schreib verfass formulier ansprach anschreib nachricht rediger redig ecri ecris ecrire message mensaj redact escrib correo mensag redij escrev scriv messaggi schrijf opstel bericht mailtje
ask: ask question interrog quest frage fragen fragt question pregunt pergunt domand vragen vraag qs quiz =q
undo: undo revert rollback reverse roll takeback restor rescind ruckgang zuruck annul annuler revien retabl deshaz deshac revert desfaz desfac anul annull ripristin ongedaan terugdraai terug back oops ups oeps mistake versehen erreur error engano sbaglia vergiss fout wrong
suppose: suppos =if imagin hypothet simul pretend =what-if wenn angenomm =falls si supposons imagin supon imagin se suppon simul se supponi stel als dry-run dryrun effect impact without ohne sans sin sem senza zonder drop waiv relax verzicht
not: =not =don't =dont =never =no nicht kein keine =pas =ne =jamais =rien nunca jamas nada =nao =non =mai =niet =nooit =geen niente
later: later tomorrow yet until before after once when wait morgen spater bevor sobald noch erst warte demain avant apres quand attend manana antes cuando espera hasta amanha antes quando domani prima dopo quando aspett morgen voordat zodra wacht wanneer
should: should shall ought would could may can soll sollte darf kann könnte dois devrais puis peut debo deberia puedo devo deveria posso dovrei posso moet zou mag kan
thanks: thank thanks thx ta cheers danke merci graci obrigad grazie bedankt dank hello hi hey hallo moin bonjour salut hola buenas ola oi ciao buongiorno hoi goodbye bye tschuss
""")


@lru_cache(maxsize=20_000)
def concept_of(key: str) -> str | None:
    """Return the concept of a folded word; None if there is none."""
    return _CONCEPTS.concept(key)
