"""Words for occupations in seven languages: "die Pflegestelle" is the job of a Registered Nurse."""

from functools import lru_cache

from recruit.domain.engines.language.learned.prefix_table import PrefixTable

_OCCUPATIONS = PrefixTable("""
nurse: nurs =rn =rns =lpn =lvn pfleg krankenpfleg krankenschwester infirm enferm infermier verpleeg verpleg
doctor: doctor physician arzt aerzt medecin medico medic =arts =artsen
carer: carer caregiver altenpfleg aidesoignant cuidador badante verzorgende
therapist: therap physio fisioterap kinesi
pharmacist: pharmac apothek farmac
engineer: engineer ingenieur ingenier ingegner engenheir =eng =engr
developer: develop =dev =devs entwickl developp desarroll desenvolv svilupp ontwikkel programm
backend: backend back-end
frontend: frontend front-end
analyst: analy =bi
data: =data =daten =donnees =datos =dados =dati =gegevens
scientist: scien wissenschaft cientific scienziat
designer: design disen =ux =ui gestalt grafik
product: product produkt produit produto prodott
accountant: accountant accounting accounts bookkeep buchhalt comptab contable contador contabil boekhoud ragionier
cook: cook koch koeche =koche =kochin cuisin cociner cozinheir cuoco cuoca cuochi cuoche =kok =koks =chef =chefs
baker: =baker =bakers =bakery baecker backer boulang panader padeiro panettier bakker
waiter: waiter waitress kellner serveur serveuse camarer mesero garcom camerier =ober
driver: driver fahrer chauffeur conductor motorist autist condutor
cleaner: cleaner reinigung nettoyage limpiez limpeza pulizi schoonmak
teacher: teacher lehrer enseignant profess maestr docent leraar
salesperson: sales vertrieb verkauf commercial vendedor vendit verkoop comercial
receptionist: reception rezeption recepcion rececion receptionist
secretary: secretar sekretar secretaire segretar
assistant: assistant assistenz assistent asistente auxiliar
manager: manager leiter gerente responsable responsabile gestor
warehouse: warehouse lager entrepot magasinier almacen armazem magazzin magazijn
logistics: logist
electrician: electric elektri elettric eletric
plumber: plumb klempner installateur plombier fontaner canalizador encanador idraulic loodgiet
carpenter: carpent schreiner tischler menuisier carpinter falegname timmer
welder: welder welding schweiss soudeur soldador saldator lasser
mechanic: mechani mecani meccani monteur mecanic
builder: builder bauarbeit macon albanil pedreir murator bouwvak
gardener: gardener gaertner jardin giardinier tuinman hovenier
lawyer: lawyer attorney anwalt juriste avocat abogad advogad avvocat advocaat
recruiter: recruit personalreferent reclut recrut
marketing: marketing
finance: financ finanz finanzas
payroll: payroll lohnbuch paie nomina paghe salarisadmin
support: support kundendienst kundenservice soporte suporte assistenza klantenservice
security: security sicherheit securite seguridad seguranca sicurezza beveilig
guard: guard wachmann vigil
consultant: consult berater beratung conseil asesor adviseur
supervisor: supervis schichtleit vorarbeit
architect: architect architekt architett arquitect arquitet
tester: tester =qa qualitaet
devops: devops =sre
machine: machine
operator: operat maschinenfuehr
cashier: cashier kassier caissier cajer caixa cassier
hairdresser: hairdress friseur coiff peluquer cabeleireir parrucchier kapper
barista: barista
keeper: keeper
""")


@lru_cache(maxsize=20_000)
def occupation(key: str) -> str | None:
    """Return the concept of an occupation's folded word; None for any other word."""
    return _OCCUPATIONS.concept(key)
