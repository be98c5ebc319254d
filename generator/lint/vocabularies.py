"""Words by which the language of a passage is known: the commonest, and those of notices.

Written by hand for public notices; what is shared by two languages counts for neither of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a language is called in English, and words of it."""

    name: str
    common: frozenset[str]
    """The commonest, which every passage of some length has."""
    notices: frozenset[str] = frozenset()
    """What headings, cells and items of notices say: only of languages in Latin letters, since
    the others are known by their script, or are too like others in it."""


def _words(name: str, common: str, notices: str = "") -> Vocabulary:
    return Vocabulary(name, frozenset(common.split()), frozenset(notices.split()))


VOCABULARIES: Mapping[str, Vocabulary] = {
    "en": _words(
        "English",
        "the of and to in is that for it was with are be this have from or by not at which a an as",
        "monday tuesday wednesday thursday friday saturday sunday january february june july "
        "october december day days week weeks year years month months new news changes change "
        "christmas tree trees bins collections council opening hours closed road street school "
        "library how what when where who apply more further children people health please call "
        "write phone address price fee fees meeting report services welcome thank thanks before "
        "after between later than usual should must can will your you our we take get find use "
        "under over about into does do",
    ),
    "cy": _words(
        "Welsh",
        "y yr a yn o i ar mae ac wedi am gan fod eu ei bod oedd sydd ond neu hefyd i'r o'r mae'r "
        "ni fydd bydd â os gyda hyn yma eto oherwydd chi eich ein",
        "dydd llun mercher gwener sadwrn ionawr chwefror ebrill mehefin gorffennaf awst hydref "
        "tachwedd rhagfyr oriau agor agored gau cau gwneud cais ffôn ffoniwch ebost llyfrgell "
        "swyddfa ffordd stryd cyngor ysgol plant oedolion pris costau gwasanaeth gwasanaethau "
        "newyddion cyfarfod croeso diolch cysylltu cysylltwch sut pryd ble gwybodaeth ddim casglu "
        "casgliadau biniau nadolig newidiadau cyhoeddus iechyd wythnos diwrnod blwyddyn mis",
    ),
    "ga": _words(
        "Irish",
        "an na agus ar go le is a do i ag sé sin ní bhí tá leis don atá nó",
        "luan máirt céadaoin déardaoin aoine satharn domhnach eanáir feabhra aibreán bealtaine "
        "meitheamh lúnasa fómhair samhain nollaig uaireanta oscailte oscailt dúnta leabharlann "
        "oifig bóthar sráid comhairle scoil leanaí páistí praghas costas costais táille seirbhís "
        "seirbhísí nuacht cruinniú fáilte teagmháil eolas conas iarratas dhéanamh lá seachtain "
        "bliain saor poiblí sláinte glaoigh",
    ),
    "gd": _words(
        "Scottish Gaelic",
        "an a agus na air tha ann do le bha gu anns ris nan aig gum no seo sin bho cha chan mu "
        "nach bidh airson",
        "diluain dimàirt diciadain diardaoin dihaoine disathairne didòmhnaich faoilleach gearran "
        "giblean cèitean ògmhios iuchar lùnastal sultain dàmhair samhain dùbhlachd uairean "
        "fosgailte fosglaidh dùinte leabharlann oifis rathad sràid comhairle sgoil clann inbhich "
        "prìs cosgais seirbheis seirbheisean naidheachdan coinneamh fàilte fiosrachadh ciamar "
        "tagradh latha seachdain bliadhna poblach slàinte",
    ),
    "de": _words(
        "German",
        "der die das und in den von zu mit ist im für auf nicht ein eine des dem sich auch wird",
        "montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz dezember "
        "öffnungszeiten geöffnet geschlossen bibliothek bücherei büro straße schule kinder "
        "erwachsene preise gebühr gebühren kosten anmeldung antrag beantragen anrufen rufen uhr "
        "tage woche wochen jahr jahre monat stunden neuigkeiten sitzung willkommen kontakt "
        "gemeinde rathaus bürgeramt wie wann kostenlos gesundheit ermäßigt",
    ),
    "fr": _words(
        "French",
        "le la les de des et en un une du est que pour dans qui sur par pas au avec ce sont",
        "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février avril juin juillet "
        "août septembre octobre décembre horaires ouverture ouvert ouverte fermé fermée "
        "bibliothèque école enfants adultes tarif tarifs coût gratuit inscription inscrire "
        "demande téléphone appelez écrivez jour jours semaine année mois heures nouvelles réunion "
        "bienvenue mairie comment quand où santé",
    ),
    "es": _words(
        "Spanish",
        "el la los las de que y en un una por con para es se del no su al como más",
        "lunes martes miércoles jueves viernes sábado domingo enero febrero abril mayo junio "
        "julio agosto septiembre octubre noviembre diciembre horario horarios apertura abierto "
        "abierta cerrado cerrada biblioteca oficina calle escuela niños adultos precio precios "
        "tarifa tarifas gratis solicitud solicitar teléfono llame día días semana año horas "
        "noticias reunión bienvenidos ayuntamiento cómo cuándo dónde salud servicio servicios",
    ),
    "it": _words(
        "Italian",
        "il di che e la per un in è non con una del della i le si dei sono alla gli nel",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio aprile maggio "
        "giugno luglio settembre ottobre dicembre orari orario apertura aperto aperta chiuso "
        "chiusa biblioteca ufficio scuola bambini adulti prezzo prezzi tariffa tariffe gratuito "
        "iscrizione iscriversi domanda telefono chiamare giorno giorni settimana anno mese "
        "notizie riunione benvenuti quando dove salute servizio servizi",
    ),
    "pt": _words(
        "Portuguese",
        "o a os as de que e do da em um para com não uma no na por mais dos ao se",
        "segunda terça quarta quinta sexta feira sábado domingo janeiro fevereiro março abril "
        "maio junho julho agosto setembro outubro novembro dezembro horário horários abertura "
        "aberto aberta fechado fechada biblioteca escritório rua escola crianças adultos preço "
        "preços taxa gratuito inscrição pedido pedir telefone ligue dia dias semana ano mês horas "
        "notícias reunião câmara quando onde saúde serviço serviços",
    ),
    "nl": _words(
        "Dutch",
        "de het een en van in is dat op te voor met zijn niet aan er om ook door naar bij",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart "
        "augustus december openingstijden geopend gesloten bibliotheek kantoor straat kinderen "
        "volwassenen prijs prijzen kosten tarief tarieven gratis aanvragen aanvraag bellen "
        "telefoon dagen weken jaar maand uur uren nieuws vergadering welkom gemeente hoe wanneer "
        "waar gezondheid",
    ),
    "pl": _words(
        "Polish",
        "w i na z do nie się to że jest o od za przez po jak dla oraz są tym które być lub ten ta "
        "można tylko może przy także jeśli ich czy nad pod bez",
        "poniedziałek wtorek środa czwartek piątek sobota niedziela stycznia lutego marca "
        "kwietnia maja czerwca lipca sierpnia września października listopada grudnia godziny "
        "otwarcia otwarte zamknięte czynne nieczynne biblioteka biuro ulica szkoła dzieci dorośli "
        "cena ceny opłata opłaty bezpłatnie wniosek złożyć zadzwoń dzień dni tydzień rok miesiąc "
        "aktualności zebranie witamy urząd gmina kiedy gdzie zdrowie usługi",
    ),
    "sv": _words(
        "Swedish",
        "och i att det som en på är av för med den till inte om ett har de kan från ska vi eller "
        "hos också måste blir detta vad du gör bara ingen efter något denna ut upp sig dig några "
        "mellan mer bli",
        "måndag tisdag onsdag torsdag fredag lördag söndag januari februari augusti december "
        "öppettider öppet stängt bibliotek biblioteket kontor kontoret gata skola vuxna priser "
        "avgift avgifter gratis ansökan ansöker telefon dagar vecka veckor månad timmar nyheter "
        "möte välkommen kommun kommunen hur hälsa tjänster",
    ),
    "da": _words(
        "Danish",
        "og i at det er en til på af for med den der som ikke de et har kan fra ved om skal vi "
        "eller hos også må bliver dette hvad du gør kun ingen efter noget denne ud op sig dig "
        "nogle mellem mere blive",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar marts december "
        "åbningstider åbent åben lukket bibliotek biblioteket kontor kontoret gade skole børn "
        "voksne priser gebyr gratis ansøgning ansøg telefon dage uge uger måned nyheder møde "
        "velkommen kommune kommunen hvordan hvornår hvor sundhed",
    ),
    "nb": _words(
        "Norwegian",
        "og i det er på en til for av at med de som har den ikke et om fra skal kan vi eller hos "
        "også må blir dette hva du gjør bare ingen etter noe denne ut opp seg deg noen mellom mer "
        "bli",
        "mandag tirsdag onsdag torsdag fredag lørdag søndag januar februar mars desember "
        "åpningstider åpent åpen stengt bibliotek biblioteket kontor kontoret skole voksne priser "
        "gebyr gratis søknad telefon dager uke uker måned nyheter møte velkommen kommune kommunen "
        "hvordan når hvor helse",
    ),
    "nn": _words(
        "Norwegian Nynorsk",
        "og i det er på ein til for av at med dei som har den ikkje eit om frå skal kan vi eller "
        "også må blir dette kva du ho gjer berre ingen etter noko denne ut opp seg deg nokon "
        "mellom meir bli",
        "måndag tysdag onsdag torsdag fredag laurdag søndag januar februar mars desember "
        "opningstider ope stengt bibliotek biblioteket kontor kontoret skule vaksne prisar gebyr "
        "gratis søknad telefon dagar veke veker månad nyhende møte velkomen kommune kommunen "
        "korleis når kvar helse",
    ),
    "is": _words(
        "Icelandic",
        "og í að á er um til sem við það en af með fyrir ekki var eru frá hann þess verður eða "
        "hefur þú ef þar",
        "mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur "
        "mánudaga föstudaga janúar febrúar apríl maí júní júlí ágúst október nóvember desember "
        "opnunartími opið lokað bókasafn bókasafnið skrifstofa gata skóli börn fullorðnir verð "
        "gjald ókeypis umsókn sími hringdu dagur dagar vika vikur mánuður klukkan fréttir fundur "
        "velkomin hvernig hvenær hvar heilsa þjónusta",
    ),
    "fi": _words(
        "Finnish",
        "ja on ei se että oli joka myös kun mutta tai hän sen ovat niin vain kuin sekä voi jos "
        "olla jotka mukaan sitä mitä",
        "maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai maanantaina tammikuu "
        "helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu "
        "joulukuu aukioloajat avoinna auki suljettu kirjasto toimisto katu koulu lapset aikuiset "
        "hinta hinnat maksu maksut ilmainen hakemus hakeminen puhelin soita päivä päivät viikko "
        "kuukausi tunti uutiset kokous tervetuloa kunta kaupunki miten milloin missä terveys "
        "palvelu palvelut",
    ),
    "et": _words(
        "Estonian",
        "ja on ei et see kui ka oma või mis ta aga oli siis kes nii selle ning pärast võib peab "
        "kõik meie teie kuni",
        "esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev jaanuar veebruar märts "
        "aprill juuni juuli oktoober detsember lahtiolekuajad avatud suletud raamatukogu tänav "
        "lapsed täiskasvanud hind hinnad tasu tasuta taotlus taotlemine helistage päev päevad "
        "nädal kuu tund uudised koosolek vald linn kuidas millal kus tervis teenus teenused",
    ),
    "lv": _words(
        "Latvian",
        "un ir no ar par uz ka kas tiek bet tā arī to lai vai pēc kā līdz jūs mēs ne šis ja gan "
        "būs var",
        "pirmdiena otrdiena trešdiena ceturtdiena piektdiena sestdiena svētdiena janvāris "
        "februāris aprīlis maijs jūnijs jūlijs augusts septembris oktobris novembris decembris "
        "darba laiks atvērts slēgts bibliotēka birojs iela bērni pieaugušie maksa bezmaksas "
        "pieteikums tālrunis zvaniet diena dienas nedēļa mēnesis stundas jaunumi sanāksme laipni "
        "lūdzam pašvaldība kad kur veselība pakalpojumi",
    ),
    "lt": _words(
        "Lithuanian",
        "ir į kad iš su yra bei tai buvo kaip ar už nuo bus apie prie pagal jūs mes taip turi "
        "gali po dėl šis ne",
        "pirmadienis antradienis trečiadienis ketvirtadienis penktadienis šeštadienis sekmadienis "
        "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio "
        "gruodžio darbo laikas atidaryta uždaryta biblioteka biuras gatvė mokykla vaikai "
        "suaugusieji kaina kainos mokestis nemokamai prašymas telefonas skambinkite dienos "
        "savaitė mėnuo valandos naujienos susirinkimas savivaldybė kada kur sveikata paslaugos",
    ),
    "cs": _words(
        "Czech",
        "a v se na je že s z do o i to jsou pro za by od po jako ve jeho který které nebo bude "
        "při může podle však také být lze není tento tato jen kde ale až či mezi pokud",
        "pondělí úterý středa čtvrtek pátek sobota neděle ledna února března dubna května června "
        "července srpna září října listopadu prosince otevírací doba otevřeno zavřeno knihovna "
        "úřad kancelář ulice škola děti dospělí cena ceny poplatek poplatky zdarma žádost podat "
        "volejte dny týden rok měsíc hodiny novinky schůze vítejte obec město jak kdy kde zdraví "
        "služby",
    ),
    "sk": _words(
        "Slovak",
        "a v sa na je že s z do o i to sú pre za by od po ako vo jeho ktorý ktoré alebo bude pri "
        "môže podľa však tiež byť nie tento táto len kde ale až či medzi ak",
        "pondelok utorok streda štvrtok piatok sobota nedeľa januára februára apríla mája júna "
        "júla augusta septembra októbra novembra decembra otváracie hodiny otvorené zatvorené "
        "knižnica úrad kancelária ulica škola deti dospelí cena ceny poplatok poplatky zadarmo "
        "žiadosť podať volajte deň dni týždeň rok mesiac novinky schôdza vitajte obec mesto kedy "
        "kde zdravie služby",
    ),
    "hr": _words(
        "Croatian",
        "i u na je se za da od su s o ne koji koja koje iz kao do će bi po ili te što može ako "
        "samo nije biti",
        "ponedjeljak utorak srijeda četvrtak petak subota nedjelja siječnja veljače ožujka "
        "travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca radno vrijeme "
        "otvoreno zatvoreno knjižnica ured ulica škola djeca odrasli cijena cijene naknada "
        "besplatno zahtjev nazovite dani tjedan mjesec sati novosti sastanak dobrodošli općina "
        "kako kada gdje zdravlje usluge",
    ),
    "sl": _words(
        "Slovenian",
        "in v je na za se so da z ki s ne pri od po tudi kot ali do o ni bo kako lahko pa iz če "
        "vse biti",
        "ponedeljek torek sreda četrtek petek sobota nedelja januar februar marec junij julij "
        "avgust december delovni čas odprto zaprto knjižnica urad pisarna ulica šola otroci "
        "odrasli cena cene pristojbina brezplačno vloga pokličite dnevi teden mesec novice "
        "sestanek dobrodošli občina mesto kdaj kje zdravje storitve",
    ),
    "hu": _words(
        "Hungarian",
        "a az és hogy nem is egy van meg ez de csak vagy mint el ha már után által kell még lesz "
        "azt ezt volt minden",
        "hétfő kedd szerda csütörtök péntek szombat vasárnap január február március április május "
        "június július augusztus szeptember október december nyitvatartás nyitva zárva könyvtár "
        "hivatal iroda utca iskola gyermekek gyerekek felnőttek árak díj díjak ingyenes kérelem "
        "hívja napok hónap óra hírek ülés önkormányzat hogyan mikor hol egészség szolgáltatás "
        "szolgáltatások",
    ),
    "ro": _words(
        "Romanian",
        "și de la în a cu pe este pentru care din nu o un mai ce sunt prin sau",
        "luni marți miercuri joi vineri sâmbătă duminică ianuarie februarie martie aprilie iunie "
        "iulie septembrie octombrie noiembrie decembrie deschis deschisă închis închisă "
        "bibliotecă biblioteca birou strada școală copii adulți preț prețuri taxă taxe gratuit "
        "cerere sunați ziua zile săptămână lună noutăți ședință primărie cum când unde sănătate "
        "servicii",
    ),
    "mt": _words(
        "Maltese",
        "u li ta tal il fil ma minn għal biex jew dan din kien hija huwa huma kollha bħala dwar "
        "meta tkun jekk għall mill bil bi fuq mhux it in",
        "tnejn tlieta erbgħa ħamis ġimgħa sibt ħadd jannar frar marzu mejju ġunju lulju awwissu "
        "settembru ottubru novembru diċembru ħinijiet ftuħ miftuħ miftuħa magħluq magħluqa "
        "librerija uffiċċju triq skola tfal adulti prezz prezzijiet ħlas applikazzjoni ċempel jum "
        "ġranet xahar sena siegħa aħbarijiet laqgħa merħba kunsill kif fejn saħħa servizz "
        "servizzi",
    ),
    "sq": _words(
        "Albanian",
        "e të në dhe për me një nga që është se si do ka më kjo nuk janë ose prej kur mund tyre "
        "duhet ju ne",
        "hënë martë mërkurë enjte premte shtunë janar shkurt prill qershor korrik gusht shtator "
        "tetor nëntor dhjetor orari hapjes hapur mbyllur biblioteka zyra rruga shkolla fëmijët "
        "rritur çmimi çmimet tarifa falas kërkesë aplikoni telefononi dita ditë muaji orë lajme "
        "mbledhje mirë bashkia komuna shëndeti shërbimi shërbimet",
    ),
    "tr": _words(
        "Turkish",
        "ve bir bu için ile olarak da de olan en daha çok gibi kadar sonra her ne",
        "pazartesi salı çarşamba perşembe cuma cumartesi pazar ocak şubat mart nisan mayıs "
        "haziran temmuz ağustos eylül ekim kasım aralık çalışma saatleri açık kapalı kütüphane "
        "sokak cadde okul çocuklar çocuk yetişkinler ücret ücretler ücretsiz fiyat başvuru arayın "
        "gün günler hafta yıl saat haberler toplantı belediye nasıl zaman nerede sağlık hizmet "
        "hizmetler",
    ),
    "vi": _words(
        "Vietnamese",
        "và của là có các được cho trong không với một những người để này đã từ khi đến tại hoặc "
        "về bạn theo sẽ cũng",
        "thứ hai ba tư năm sáu bảy chủ nhật tháng giờ mở cửa đóng thư viện văn phòng đường trường "
        "trẻ em lớn giá phí lệ miễn đơn điện thoại gọi ngày tuần tin tức họp chào mừng ủy ban như "
        "thế nào đâu sức khỏe dịch vụ liên hệ nộp cách",
    ),
    "so": _words(
        "Somali",
        "iyo oo waa ka ku u la in ay uu wuxuu waxaa ah kale laga ama si dadka aad sida haddii loo "
        "kasta qof waxay",
        "isniin talaado arbaco khamiis jimce sabti axad saacadaha furan furitaanka xiran "
        "maktabadda xafiiska xafiisku wadada dugsiga carruurta waaweyn qiimaha qiimuhu lacag "
        "bilaash codsi codsado wac taleefan taleefanka maalin maalmaha toddobaad bil sanad saacad "
        "wararka kulan dhawow golaha sidee goorma halkee caafimaadka adeegga adeegyada",
    ),
    "sw": _words(
        "Swahili",
        "na ya wa kwa ni katika la za kuwa cha hii huo kama pia au hiyo yake kwamba ili wao watu "
        "baada kabla lakini hili",
        "jumatatu jumanne jumatano alhamisi ijumaa jumamosi jumapili januari februari machi "
        "aprili julai agosti septemba oktoba novemba desemba saa kufungua kufunguliwa imefungwa "
        "wazi maktaba ofisi barabara mtaa shule watoto wazima bei ada gharama bure maombi omba "
        "simu piga siku wiki mwezi mwaka habari mkutano karibu halmashauri jinsi lini wapi afya "
        "huduma",
    ),
    "yo": _words(
        "Yoruba",
        "ni ti àwọn ó wọ́n sí fún láti pẹ̀lú tí náà kan ní bí ṣe jẹ́ sì lè gbogbo tàbí yìí rẹ̀ ń kò á",
        "ọjọ́ ajé ìṣẹ́gun ọjọ́rú ọjọ́bọ̀ ẹtì àbámẹ́ta àìkú àkókò ìṣí ṣí owó ìwé ilé ìkàwé ọ́fíìsì "
        "ọ̀nà ọmọdé àgbàlagbà iye ọ̀fẹ́ béèrè tẹlifóònù ọ̀sẹ̀ oṣù ọdún wákàtí ìròyìn ìpàdé káàbọ̀ "
        "ìjọba báwo nígbà níbo ìlera iṣẹ́",
    ),
    "bg": _words(
        "Bulgarian",
        "и на в за да се от с е са не по че като ще до или при този тази което който бъде има "
        "може също",
    ),
    "ru": _words(
        "Russian",
        "и в на не что с по для от это как из к у за все его или быть при также может будет если "
        "вы мы они",
    ),
    "uk": _words(
        "Ukrainian",
        "і в на не що з до та для це від як за про або його є бути може також якщо ви ми у ця цей "
        "які",
    ),
    "ar": _words(
        "Arabic",
        "في من على إلى أن عن التي الذي هذا هذه مع كان ما لا أو بين كل بعد قبل يمكن يتم كما قد هو "
        "هي إذا حتى",
    ),
    "fa": _words(
        "Persian",
        "و در به از که این را با است برای آن یک می شود های تا بر خود شده هم یا هر اگر باید نیز شما",
    ),
    "ur": _words(
        "Urdu",
        "کے کی میں سے اور ہے کو کا نے پر یہ ہیں کہ ایک اس کر بھی لیے نہیں ہو یا جو آپ تھا گا گی",
    ),
    "ps": _words(
        "Pashto",
        "د په او چې کې ته له دی ده یا سره لپاره کوي شي هغه دې څخه کړي نه یو به که ستاسو تاسو",
    ),
    "ckb": _words(
        "Kurdish (Sorani)",
        "و لە بە کە بۆ ئەم لەگەڵ ئەو دەکات یان هەر تا نییە دەبێت بکە ئێوە هەموو پێش دوای کرد بوو "
        "هەیە",
    ),
    "hi": _words(
        "Hindi",
        "के में की है और से का को पर यह हैं कि ने एक लिए भी नहीं इस हो कर या जो आप था किया तो",
    ),
    "ne": _words(
        "Nepali",
        "र को मा छ छन् लागि पनि हो यो गर्न भएको हुन्छ गर्ने तथा वा यस एक बाट ले लाई गरेको सबै "
        "तपाईं अनि गरिएको",
    ),
    "am": _words(
        "Amharic",
        "እና ነው ላይ ውስጥ ወደ ይህ ሆነ ግን ወይም ጋር ነበር ስለ እንደ ሁሉ አለ ናቸው ብቻ ያለ ሲሆን ደግሞ",
    ),
    "ti": _words(
        "Tigrinya",
        "እዩ ኣብ ናይ ናብ ካብ እቲ እዚ ምስ እንተ ወይ ከኣ እዮም ነቲ ነዚ ኣሎ ኩሉ ብዛዕባ ድማ እታ ክሳብ ዘሎ ኢዩ",
    ),
}

ALIKE = tuple(
    frozenset(tags.split())
    for tags in (
        "da nb nn no sv",
        "cs sk",
        "bs hr sl sr",
        "es gl it pt",
        "ga gd",
        "et fi",
        "lt lv",
    )
)
"""Languages so alike that a few words do not tell one from the other."""

WITH_ENDINGS = frozenset("am ar bg cs et fa fi hr hu lt lv ne pl ru sk sl ti tr uk".split())
"""Languages that say with endings and prefixes what others say with short words: these are few."""
