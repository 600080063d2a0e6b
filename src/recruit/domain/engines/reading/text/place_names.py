"""Place names missing from the GeoNames table: nicknames, names in other languages, states and regions."""

STATES = """
AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware, FL Florida,
GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine,
MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska,
NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio,
OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas,
UT Utah, VT Vermont, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming, DC District of Columbia,
AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland, NS Nova Scotia, ON Ontario,
QC Quebec, SK Saskatchewan, NSW New South Wales, VIC Victoria, QLD Queensland, WA Western Australia
"""
"""Codes and names of the states and provinces of the USA, Canada and Australia."""

REGIONS = """
Andhra Pradesh, Arunachal Pradesh, Assam, Bihar, Chhattisgarh, Goa, Gujarat, Haryana, Himachal Pradesh, Jharkhand,
Karnataka, Kerala, Madhya Pradesh, Maharashtra, Manipur, Meghalaya, Mizoram, Nagaland, Odisha, Orissa, Punjab,
Rajasthan, Sikkim, Tamil Nadu, Telangana, Tripura, Uttar Pradesh, Uttarakhand, West Bengal, Jammu and Kashmir, Sindh,
Bavaria, Bayern, Baden-Württemberg, Hessen, Niedersachsen, Nordrhein-Westfalen, NRW, Rheinland-Pfalz, Sachsen,
Thüringen, Brandenburg, Schleswig-Holstein, Steiermark, Tirol, Oberösterreich, Catalonia, Cataluña, Andalucía,
Comunidad de Madrid, Euskadi, Galicia, Île-de-France, Ile-de-France, Bretagne, Provence, Occitanie, Normandie,
Auvergne-Rhône-Alpes, Lombardia, Lombardy, Piemonte, Toscana, Tuscany, Veneto, Lazio, Emilia-Romagna, Sicilia,
Noord-Holland, Zuid-Holland, Noord-Brabant, Gelderland, Flanders, Vlaanderen, Wallonie, Jalisco, Nuevo León, Minas
Gerais, Santa Catarina, Rio Grande do Sul, Paraná, Pernambuco, Antioquia, Cundinamarca, Gauteng, Western Cape,
KwaZulu-Natal, Surrey, Kent, Essex, Yorkshire, West Midlands, Greater Manchester, Lancashire, Hampshire, Somerset,
Devon, Cornwall, Berkshire, Oxfordshire, Northern Ireland, Co. Dublin, Crimea, Guangdong, Zhejiang, Jiangsu, Selangor,
Metro Manila, Jawa Barat, West Java
"""
"""Regions that may follow a city without a country."""

CITIES = """
New York, NY: nyc, new york city, manhattan; Brooklyn, NY; Los Angeles, CA: LA; San Francisco, CA: SF, san fran; San
Diego, CA; San Jose, CA; Palo Alto, CA; Mountain View, CA; Oakland, CA; Sacramento, CA; Irvine, CA; Chicago, IL;
Houston, TX; Dallas, TX; Austin, TX; San Antonio, TX; Fort Worth, TX; Phoenix, AZ; Tucson, AZ; Philadelphia, PA:
philly; Pittsburgh, PA; Boston, MA; Cambridge, MA; Seattle, WA; Bellevue, WA; Redmond, WA; Portland, OR; Denver, CO;
Boulder, CO; Atlanta, GA; Miami, FL; Tampa, FL; Orlando, FL; Jacksonville, FL; Washington, DC: washington dc,
washington d.c; Baltimore, MD; Charlotte, NC; Raleigh, NC; Durham, NC; Nashville, TN; Memphis, TN; Columbus, OH;
Cleveland, OH; Cincinnati, OH; Detroit, MI; Ann Arbor, MI; Minneapolis, MN; Milwaukee, WI; Madison, WI; Indianapolis,
IN; Kansas City, MO; St. Louis, MO: saint louis; Salt Lake City, UT; Las Vegas, NV; New Orleans, LA; Richmond, VA;
Boise, ID; Omaha, NE; Honolulu, HI; Jersey City, NJ; Newark, NJ; Toronto, ON; Ottawa, ON; Waterloo, ON; Montreal, QC:
montréal; Vancouver, BC; Calgary, AB; Edmonton, AB; London; Manchester; Birmingham; Leeds; Bristol; Edinburgh;
Glasgow; Belfast; Cardiff; Liverpool; Dublin; Cork; Berlin; Munich: münchen; Hamburg; Frankfurt; Cologne: köln;
Stuttgart; Düsseldorf; Leipzig; Dresden; Vienna: wien; Zurich: zürich; Geneva: genève; Basel; Paris; Lyon; Marseille;
Toulouse; Nantes; Bordeaux; Lille; Brussels: bruxelles; Antwerp; Amsterdam; Rotterdam; Utrecht; Eindhoven; The Hague;
Madrid; Barcelona; Valencia; Seville: sevilla; Lisbon; Porto; Rome: roma; Milan: milano; Turin: torino; Copenhagen;
Stockholm; Gothenburg: göteborg; Malmö; Oslo; Helsinki; Warsaw; Kraków: krakow; Prague; Brno; Budapest; Bucharest;
Cluj-Napoca: cluj; Sofia; Athens; Belgrade; Zagreb; Kyiv: kiev; Istanbul; Tel Aviv; Jerusalem; Haifa; Dubai; Abu
Dhabi; Riyadh; Doha; Cairo; Lagos; Nairobi; Accra; Cape Town; Johannesburg; Mumbai: bombay; Delhi; New Delhi;
Bangalore; Bengaluru; Hyderabad; Chennai; Pune; Kolkata; Gurgaon; Gurugram; Noida; Ahmedabad; Karachi; Lahore; Dhaka;
Colombo; Singapore; Kuala Lumpur; Jakarta; Bangkok; Manila; Cebu; Ho Chi Minh City; Hanoi; Hong Kong; Taipei;
Shanghai; Beijing; Shenzhen; Tokyo; Osaka; Seoul; Sydney; Melbourne; Brisbane; Perth; Auckland; São Paulo: sao paulo;
Rio de Janeiro; Buenos Aires; Santiago; Bogotá: bogota; Lima; Mexico City: ciudad de méxico, cdmx; Guadalajara;
Monterrey; Naples: napoli; Florence: firenze; Venice: venezia; Genoa: genova; Munich: muenchen; Nuremberg: nürnberg;
Hanover; Braunschweig: brunswick; The Hague: den haag, s-gravenhage; Antwerp: antwerpen, anvers; Ghent: gent, gand;
Lisbon: lisboa; Oporto; A Coruña: la coruña; Zaragoza: saragossa; Prague: praha; Warsaw: warszawa; Vienna: vienne;
Copenhagen: københavn; Moscow: moskva; Saint Petersburg: st petersburg; Bucharest: bucurești; Belgrade: beograd;
Athens: athina; Kyiv: kyjiw; Lviv; Chennai: madras; Kolkata: calcutta; Thiruvananthapuram: trivandrum; Kochi: cochin;
Mysuru: mysore; Vadodara: baroda; Visakhapatnam: vizag; Secunderabad; Puducherry: pondicherry; Mangaluru: mangalore;
Ho Chi Minh City: saigon, hcmc; Yangon: rangoon; Guangzhou: canton; Panama City: ciudad de panamá; Asunción; Québec
"""
"""Cities recognised wherever a text names them: name, state, and other names of each."""

COUNTRIES = """
United States: us, usa, u.s, u.s.a, the states, united states of america, estados unidos, états-unis, stati uniti;
Canada; Mexico: méxico, mexique; Brazil: brasil, brésil, brasile; Argentina; Colombia; Chile; Peru: perú; Ecuador;
Uruguay; Venezuela; Costa Rica; Panama; United Kingdom: uk, u.k, great britain, royaume-uni, reino unido, verenigd
koninkrijk, großbritannien; England; Scotland; Wales; Ireland: irland, irlande; Germany: deutschland, allemagne,
alemania, germania, alemanha, duitsland; Austria: österreich, autriche; Switzerland: schweiz, suisse, svizzera, suiza;
France: frankreich, francia, frankrijk; Belgium: belgien, belgique, belgië, belgio, bélgica; Netherlands: the
netherlands, holland, nederland, niederlande, pays-bas, países bajos, paesi bassi; Luxembourg: luxemburg;
Spain: españa, spanien, espagne, spagna, espanha, spanje; Portugal; Italy: italia, italien, italie, itália, italië;
Denmark: danmark, dänemark; Sweden: sverige, schweden; Norway: norge, norwegen; Finland: suomi, finnland; Iceland;
Poland: polska, polen, pologne; Romania: românia, rumänien; Hungary: magyarország, ungarn; Czech Republic: czechia,
česko, tschechien; Slovakia: slovensko, slowakei; Slovenia; Croatia: hrvatska, kroatien; Serbia: srbija; Bulgaria;
Greece: griechenland, grèce; Ukraine; Russia: russland, russie; Estonia; Latvia; Lithuania; Israel; Turkey: türkiye,
türkei, turquie; Morocco: maroc, marokko, marruecos; Tunisia: tunisie; Algeria: algérie; Egypt; Senegal: sénégal;
Nigeria; Ghana; Kenya; Ethiopia; South Africa: südafrika; India: indien, inde; Pakistan; Bangladesh; Sri Lanka; Nepal;
Philippines; Indonesia; Malaysia; Thailand; Vietnam: viet nam; China; Japan: japon, giappone; South Korea: korea,
republic of korea; Taiwan; Australia; New Zealand: nz, aotearoa; Saudi Arabia: ksa; Qatar; Oman; Kuwait; Bahrain;
Jordan; Lebanon; United Arab Emirates: uae, u.a.e; Europe; European Union: eu; EMEA; APAC; LATAM: latin america;
North America
"""
