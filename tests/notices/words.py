"""What notices say, in the languages that public bodies publish in.

Each language has sentences with places for facts: {time} {hours} {price} {date} {phone} {mail}
{place} {name} {number} {code} {url}. The words were written for tests and not by native speakers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """The phrases of one language."""

    headings: tuple[str, ...]
    days: tuple[str, ...]
    labels: tuple[str, ...]
    sentences: tuple[str, ...]


def _tongue(headings: str, days: str, labels: str, *sentences: str) -> Tongue:
    return Tongue(_parted(headings), _parted(days), _parted(labels), sentences)


def _parted(given: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in given.split("|"))


TONGUES: Mapping[str, Tongue] = {
    "en-GB": _tongue(
        "Opening hours | What it costs | How to apply | Road closed in Mill Road | Who can vote",
        "Monday | Tuesday | Saturday and Sunday | Bank holidays",
        "Day | Hours | Price | Fee for 2026 to 2027 | Contact | Service",
        "The library is open {hours} on weekdays and {hours} on Saturdays.",
        "It costs {price} for adults, {price} for children and {price} for a family of {number}.",
        "Call {phone} or {phone}, or write to {mail}, {mail}.",
        "Applications close at {time} on {date} (reference {code}).",
        "{name}, who chairs the board, said: “We can’t say ‘yes’ to all {number} of you.”",
        "See {url}, section {number}(a), and §{number} of the Act.",
    ),
    "cy": _tongue(
        "Oriau agor | Costau | Sut i wneud cais",
        "Dydd Llun | Dydd Mawrth | Dydd Sadwrn",
        "Diwrnod | Oriau | Pris",
        "Mae’r llyfrgell ar agor {hours} yn ystod yr wythnos.",
        "Mae’n costio {price} i oedolion a {price} i blant.",
        "Ffoniwch {phone} neu ysgrifennwch at {mail} cyn {date}.",
        "Dywedodd {name}: “Diolch i chi i gyd am eich cefnogaeth i’r tŷ.”",
    ),
    "ga": _tongue(
        "Uaireanta oscailte | Costais | Conas iarratas a dhéanamh",
        "Luan | Máirt | Satharn",
        "Lá | Uaireanta | Praghas",
        "Tá an leabharlann ar oscailt {hours} ó Luan go hAoine.",
        "Cosnaíonn sé {price} agus níl sé níos mó ná {price}.",
        "Cuir glaoch ar {phone} nó scríobh chuig {mail} roimh {date}.",
    ),
    "fr": _tongue(
        "Horaires d’ouverture | Tarifs | Comment s’inscrire ?",
        "lundi | mardi | samedi et dimanche",
        "Jour | Horaires | Tarif",
        "La mairie est ouverte de {hours} ; elle ferme le {date}.",
        "L’entrée coûte {price} (tarif réduit : {price}).",
        "Appelez le {phone} ou écrivez à {mail} avant {time}.",
        "« Nous n’avons que {number} places », a déclaré {name}.",
    ),
    "de": _tongue(
        "Öffnungszeiten | Gebühren | Anmeldung zur Sprechstunde",
        "Montag | Dienstag | Samstag",
        "Tag | Zeiten | Gebühr",
        "Das Bürgeramt ist {hours} geöffnet, am {date} geschlossen.",
        "Die Gebühr beträgt {price}, ermäßigt {price} (§ {number} Abs. 2 GebO).",
        "Rufen Sie {phone} an oder schreiben Sie an {mail}.",
        "„Wir bearbeiten das Verfahren ‚{code}‘ bis {time} Uhr“, sagte {name}.",
        "Die Donaudampfschifffahrtsgesellschaft fährt z. B. um {time} ab {place}.",
    ),
    "es": _tongue(
        "Horario | Precios | ¿Cómo solicitarlo?",
        "lunes | martes | sábado",
        "Día | Horario | Precio",
        "La oficina abre de {hours} y cierra el {date}.",
        "La entrada cuesta {price}; los niños, {price}.",
        "Llame al {phone} o escriba a {mail}.",
        "¡Atención! El plazo acaba a las {time}.",
    ),
    "it": _tongue(
        "Orari di apertura | Tariffe | Come iscriversi",
        "lunedì | martedì | sabato",
        "Giorno | Orario | Tariffa",
        "L’ufficio è aperto {hours}, chiuso il {date}.",
        "Il costo è di {price} (ridotto: {price}).",
        "Telefonare al {phone} o scrivere a {mail} entro le {time}.",
    ),
    "pt": _tongue(
        "Horário | Preços | Como pedir",
        "segunda-feira | terça-feira | sábado",
        "Dia | Horário | Preço",
        "O balcão está aberto {hours} e fecha a {date}.",
        "Custa {price} e não {price}.",
        "Ligue {phone} ou escreva para {mail}.",
    ),
    "nl": _tongue(
        "Openingstijden | Kosten | Aanvragen",
        "maandag | dinsdag | zaterdag",
        "Dag | Tijden | Prijs",
        "Het loket is open van {hours}, behalve op {date}.",
        "Het kost {price} per persoon, met pas {price}.",
        "Bel {phone} of mail naar {mail}.",
    ),
    "pl": _tongue(
        "Godziny otwarcia | Opłaty | Jak złożyć wniosek",
        "poniedziałek | wtorek | sobota",
        "Dzień | Godziny | Opłata",
        "Urząd jest czynny {hours}, w dniu {date} nieczynny.",
        "Opłata wynosi {price}, ulgowa {price}.",
        "Proszę dzwonić pod {phone} lub pisać na {mail}.",
        "„Dziękujemy za {number} wniosków” – powiedział(a) {name}.",
    ),
    "cs": _tongue(
        "Otevírací doba | Poplatky | Jak podat žádost",
        "pondělí | úterý | sobota",
        "Den | Hodiny | Poplatek",
        "Úřad má otevřeno {hours}, dne {date} má zavřeno.",
        "Poplatek činí {price}, pro děti {price}.",
        "Volejte {phone} nebo pište na {mail}.",
    ),
    "ro": _tongue(
        "Program | Taxe | Cum depuneți cererea",
        "luni | marți | sâmbătă",
        "Ziua | Program | Taxă",
        "Ghișeul este deschis {hours}, mai puțin pe {date}.",
        "Taxa este de {price}, redusă {price}.",
        "Sunați la {phone} sau scrieți la {mail}.",
    ),
    "hu": _tongue(
        "Nyitvatartás | Díjak | Ügyintézés",
        "hétfő | kedd | szombat",
        "Nap | Idő | Díj",
        "Az iroda {hours} között van nyitva, {date} zárva.",
        "A díj {price}, kedvezményesen {price}.",
        "Hívja a {phone} számot, vagy írjon ide: {mail}.",
    ),
    "fi": _tongue(
        "Aukioloajat | Maksut | Hakeminen",
        "maanantai | tiistai | lauantai",
        "Päivä | Aika | Maksu",
        "Palvelupiste on avoinna {hours} ja suljettu {date}.",
        "Maksu on {price}, lapsilta {price}.",
        "Soita {phone} tai kirjoita {mail}.",
    ),
    "sv": _tongue(
        "Öppettider | Avgifter | Så ansöker du",
        "måndag | tisdag | lördag",
        "Dag | Tider | Avgift",
        "Kontoret är öppet {hours}, stängt {date}.",
        "Avgiften är {price}, för barn {price}.",
        "Ring {phone} eller skriv till {mail} före kl. {time}.",
    ),
    "tr": _tongue(
        "Çalışma saatleri | Ücretler | Başvuru",
        "Pazartesi | Salı | Cumartesi",
        "Gün | Saat | Ücret",
        "Büro {hours} arasında açıktır, {date} günü kapalıdır.",
        "Ücret {price}, öğrenciye {price}.",
        "{phone} numarasını arayın veya {mail} adresine yazın.",
    ),
    "vi": _tongue(
        "Giờ mở cửa | Lệ phí | Cách nộp đơn",
        "Thứ Hai | Thứ Ba | Thứ Bảy",
        "Ngày | Giờ | Giá",
        "Văn phòng mở cửa {hours}, nghỉ ngày {date}.",
        "Lệ phí là {price}, trẻ em {price}.",
        "Gọi {phone} hoặc viết thư đến {mail}.",
    ),
    "yo": _tongue(
        "Àkókò ìṣí | Owó | Bí a ṣe ń forúkọ sílẹ̀",
        "Ọjọ́ Ajé | Ọjọ́ Ìṣẹ́gun | Ọjọ́ Àbámẹ́ta",
        "Ọjọ́ | Àkókò | Owó",
        "Ilé ìkàwé ṣí ní {hours}, ó sì padé ní {date}.",
        "Owó rẹ̀ jẹ́ {price} fún àgbàlagbà.",
        "Pe {phone} tàbí kọ̀wé sí {mail}.",
    ),
    "so": _tongue(
        "Saacadaha | Qiimaha | Sida loo codsado",
        "Isniin | Talaado | Sabti",
        "Maalin | Saacad | Qiime",
        "Xafiisku wuu furan yahay {hours}, waana xiran yahay {date}.",
        "Qiimuhu waa {price}, carruurtana waa {price}.",
        "Wac {phone} ama u qor {mail}.",
    ),
    "el": _tongue(
        "Ώρες λειτουργίας | Τέλη | Πώς να υποβάλετε αίτηση;",
        "Δευτέρα | Τρίτη | Σάββατο",
        "Ημέρα | Ώρες | Τέλος",
        "Το γραφείο είναι ανοιχτό {hours} και κλειστό στις {date}.",
        "Το τέλος είναι {price}, μειωμένο {price}.",
        "Καλέστε στο {phone} ή γράψτε στο {mail}.",
    ),
    "bg": _tongue(
        "Работно време | Такси | Как се кандидатства",
        "понеделник | вторник | събота",
        "Ден | Часове | Такса",
        "Гишето работи {hours}, а на {date} е затворено.",
        "Таксата е {price}, за деца {price}.",
        "Обадете се на {phone} или пишете на {mail}.",
    ),
    "uk": _tongue(
        "Години роботи | Вартість | Як подати заяву",
        "понеділок | вівторок | субота",
        "День | Години | Ціна",
        "Центр працює {hours}, {date} зачинено.",
        "Вартість {price}, для дітей {price} (№ {number}).",
        "Телефонуйте {phone} або пишіть на {mail}.",
    ),
    "ar": _tongue(
        "ساعات العمل | الرسوم | كيفية التقديم",
        "الاثنين | الثلاثاء | السبت",
        "اليوم | الساعات | السعر",
        "المكتبة مفتوحة {hours} في أيام الأسبوع، ومغلقة في {date}.",
        "الرسوم {price} للبالغين و{price} للأطفال.",
        "اتصل على {phone} أو {phone}، أو اكتب إلى {mail}.",
        "قال {name}: «لدينا {number} مقعدا فقط (المرجع {code})».",
        "انظر {url} قبل الساعة {time}.",
    ),
    "fa": _tongue(
        "ساعات کار | هزینه‌ها | نحوه درخواست",
        "دوشنبه | سه‌شنبه | شنبه",
        "روز | ساعت | قیمت",
        "کتابخانه {hours} باز است و در {date} بسته است.",
        "هزینه {price} و برای کودکان {price} است.",
        "با {phone} تماس بگیرید یا به {mail} بنویسید.",
    ),
    "ur": _tongue(
        "اوقات کار | فیس | درخواست کا طریقہ",
        "پیر | منگل | ہفتہ",
        "دن | اوقات | قیمت",
        "دفتر {hours} کھلا ہے اور {date} کو بند ہے۔",
        "فیس {price} ہے، بچوں کے لیے {price}۔",
        "{phone} پر کال کریں یا {mail} پر لکھیں۔",
    ),
    "he": _tongue(
        "שעות פתיחה | מחירים | איך מגישים בקשה",
        "יום ראשון | יום שני | שבת",
        "יום | שעות | מחיר",
        "הספרייה פתוחה {hours} בימי חול וסגורה ב-{date}.",
        "המחיר {price} למבוגר, {price} לילד ו-{number}% הנחה.",
        "חייגו {phone} או {phone}, או כתבו אל {mail}.",
        "אמר {name}: „יש רק {number} מקומות” (סימוכין {code}).",
        "ראו {url} עד {time}.",
    ),
    "hi": _tongue(
        "खुलने का समय | शुल्क | आवेदन कैसे करें",
        "सोमवार | मंगलवार | शनिवार",
        "दिन | समय | शुल्क",
        "कार्यालय {hours} खुला रहता है और {date} को बंद है।",
        "शुल्क {price} है, बच्चों के लिए {price}।",
        "{phone} पर फ़ोन करें या {mail} पर लिखें।",
    ),
    "ne": _tongue(
        "खुल्ने समय | शुल्क | निवेदन",
        "सोमबार | मङ्गलबार | शनिबार",
        "दिन | समय | शुल्क",
        "कार्यालय {hours} खुल्छ, {date} मा बन्द हुन्छ।",
        "शुल्क {price} हो, बालबालिकालाई {price}।",
        "{phone} मा फोन गर्नुहोस् वा {mail} मा लेख्नुहोस्।",
    ),
    "zh-Hans": _tongue(
        "开放时间 | 费用 | 如何申请",
        "周一 | 周二 | 周六",
        "日期 | 时间 | 价格",
        "图书馆{hours}开放，{date}闭馆。",
        "费用为{price}，儿童{price}。",
        "请致电 {phone} 或发邮件至 {mail}。",
        "**重要：**请在{time}前到达（编号{code}）。",
    ),
    "ja": _tongue(
        "開館時間 | 料金 | 申し込み方法",
        "月曜日 | 火曜日 | 土曜日",
        "曜日 | 時間 | 料金",
        "図書館は{hours}に開いています。{date}は休館です。",
        "料金は{price}、子どもは{price}です。",
        "電話 {phone}、メール {mail} までご連絡ください。",
        "「{name}さん」は『{number}名まで』と述べた。",
    ),
    "ko": _tongue(
        "이용 시간 | 요금 | 신청 방법",
        "월요일 | 화요일 | 토요일",
        "요일 | 시간 | 요금",
        "도서관은 {hours}에 열고 {date}에는 쉽니다.",
        "요금은 {price}, 어린이는 {price}입니다.",
        "{phone}(으)로 전화하거나 {mail}(으)로 문의하세요.",
    ),
    "th": _tongue(
        "เวลาเปิดทำการ | ค่าธรรมเนียม | วิธีสมัคร",
        "วันจันทร์ | วันอังคาร | วันเสาร์",
        "วัน | เวลา | ราคา",
        "ห้องสมุดเปิด {hours} และปิดในวันที่ {date}",
        "ค่าธรรมเนียม {price} สำหรับเด็ก {price}",
        "โทร {phone} หรือเขียนถึง {mail} น้ำดื่มฟรี",
    ),
    "bn": _tongue(
        "খোলার সময় | ফি | আবেদন",
        "সোমবার | মঙ্গলবার | শনিবার",
        "দিন | সময় | মূল্য",
        "অফিস {hours} খোলা থাকে এবং {date} বন্ধ।",
        "ফি {price}, শিশুদের জন্য {price}।",
        "{phone} নম্বরে ফোন করুন বা {mail} ঠিকানায় লিখুন।",
    ),
    "ta": _tongue(
        "திறக்கும் நேரம் | கட்டணம் | விண்ணப்பம்",
        "திங்கள் | செவ்வாய் | சனி",
        "நாள் | நேரம் | விலை",
        "அலுவலகம் {hours} திறந்திருக்கும்; {date} அன்று மூடப்படும்.",
        "கட்டணம் {price}, குழந்தைகளுக்கு {price}.",
        "{phone} எண்ணை அழைக்கவும் அல்லது {mail} க்கு எழுதவும்.",
    ),
    "am": _tongue(
        "የሥራ ሰዓት | ክፍያ | እንዴት ማመልከት እንደሚቻል",
        "ሰኞ | ማክሰኞ | ቅዳሜ",
        "ቀን | ሰዓት | ዋጋ",
        "ቢሮው {hours} ክፍት ነው፤ {date} ዝግ ነው።",
        "ክፍያው {price} ነው፣ ለልጆች {price}።",
        "በ {phone} ይደውሉ ወይም ወደ {mail} ይጻፉ።",
    ),
}

PDF_NEEDS_FONT = frozenset({"zh-Hans", "ja", "ko"})
"""Languages whose letters come from a font file."""
