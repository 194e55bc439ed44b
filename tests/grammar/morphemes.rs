//! What words are made of.

/// What the stemmers of each language look for, and what they look for it behind.
#[rustfmt::skip]
pub(super) const MORPHEMES: &[(&str, &str)] = &[
    ("ar", "ال و ب ك ل س ن ي ت ا كتاب مدرس ون ين ات ة ه ها هم كم نا وا ى ئ أ إ آ ﻻ ـ !"),
    ("da", "erede ende erne ernes et ede es ed en er heden løst lig els ig s e hus gd dt gt kt ø å æ"),
    ("nl", "heid heden en ene se s e ing end baar bar lijk ig iteiten aa ee oo uu ï ij y huis gem"),
    ("en", "' 's 's' y yed ly ing ied ies ed eed eedly ational tional iveness fulness ousness biliti ogi li ment ement ion ate ize sk gener commun arsen run hop"),
    ("fi", "kin kaan kään ko kö han hän pa pä nsa nsä mme nne ssa ssä lla ltä t i ja jä mpi mpa immi seen siin talo ö ä"),
    ("fr", "issement atrice ateur logie usion ution ence ité ivité iqu able isme eux ment amment emment euse é ée ées erions âtes ß y ii qu gu è ë ï œ jou par col tap"),
    ("de", "ern em er en es e s st est heit keit isch ig ung end lich ß ä ö ü niss haus uu yy"),
    ("el", "ετε ισα ισ οντας ωντασ αντιθ αναιρ εισ αγγ ματα ουσ οσ εσ ησ ικ ιστ ιζ ων ηδεσ ιεσ ούσα ώ ί ά ς σ γραφ αρακ ερικ πι αμι"),
    ("hu", "ban ben ból ből nak nek val vel stul stül képp ként án én ttal ek ok ek eik unk ünk á é ö ő ü ű cs dzs gy zs ház"),
    ("it", "gliela sene mente amente ità ivi azione logie uzione isti anza ico oso are ando erebbe issimo à è ì ò ù qu gu ii parl"),
    ("no", "hetenes hetene heten edes endes ande ene ets ert lov vt dt leg elig eig s e hus æ ø å k"),
    ("pt", "selas mente amente idade ivas ação logías ência adora amos ássemos aríamos ã õ ç é ê í ó ciar gui qu fal a o"),
    ("ro", "ului elor iilor ație ibilitate icitate ator uțiune iste esc ească ăm ând ări ă â î ș ț u i pe cas"),
    ("ru", "ившись ывшись ость ости ейш ами ями ого ему ая яя ющ уем ила ена ться сь ся н нн ь ё и вод рек"),
    ("es", "selas mente amente idades ivas ación logía encia adora aríamos iésemos ando iendo yendo á é í ó ú ü ñ gu u habl"),
    ("sv", "heterna heten andes orna ades aste het lig els fullt löst t s e hus ä ö å dd gd nn"),
    ("ta", "கள் ங்கள் ின் ிற்கு ால் உடன் ஆன் ஆள் ார் ட்ட த்த ந்த க் ச் வ் ம் படு பட்டு இருந்து வா வீடு ் ு"),
    ("tr", "lar ları leri nın ların dır tır casına cağız imiz iniz sın daki yken ya yı ki ı i ğ ç ş ü ad soyad ev '"),
];
