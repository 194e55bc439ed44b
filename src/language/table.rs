//! The languages, one a line. Everything that lists languages reads this list.

use rust_stemmers::Algorithm;

/// Writes the enum [`Language`] and the table behind it.
///
/// A line holds the variant, the two-letter code (ISO 639-1), the three-letter code (ISO 639-3)
/// by which the language identifier knows it, and `snowball` if there is a stemmer.
macro_rules! languages {
    ($($name:ident $code:ident $code3:ident $($snowball:ident)?),+ $(,)?) => {
        /// A language that `excerpt` knows by name.
        ///
        /// Every language gets Unicode words; 18 have a Snowball stemmer, and most have a list of
        /// stop words. Text in a language that is not here, or of none in particular, is
        /// [`Undetermined`](Language::Undetermined): it is split by the defaults of its script and
        /// its words are taken as they are.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Language {
            /// No language in particular (`und`).
            #[default]
            Undetermined,
            $(#[doc = concat!(stringify!($name), " (`", stringify!($code), "`)")] $name,)+
        }

        /// One row for each variant of [`Language`], in the same order.
        pub(super) const TABLE: &[Row] = &[
            Row { language: Language::Undetermined, code: "und", code3: "und", name: "Undetermined", stemmer: None },
            $(Row {
                language: Language::$name,
                code: stringify!($code),
                code3: stringify!($code3),
                name: stringify!($name),
                stemmer: languages!(@stemmer $name $($snowball)?),
            },)+
        ];
    };
    (@stemmer $name:ident snowball) => { Some(Algorithm::$name) };
    (@stemmer $name:ident) => { None };
}

/// What the table says of one language.
pub(super) struct Row {
    pub(super) language: Language,
    pub(super) code: &'static str,
    pub(super) code3: &'static str,
    pub(super) name: &'static str,
    pub(super) stemmer: Option<Algorithm>,
}

/// Other codes that people write for a language of the table.
pub(super) const ALIASES: &[(&str, Language)] = &[
    ("fas", Language::Persian),
    ("in", Language::Indonesian),
    ("iw", Language::Hebrew),
    ("nb", Language::Norwegian),
    ("nn", Language::Norwegian),
    ("nno", Language::Norwegian),
    ("nor", Language::Norwegian),
    ("zho", Language::Chinese),
];

languages! {
    Afrikaans af afr,
    Akan ak aka,
    Albanian sq sqi,
    Amharic am amh,
    Arabic ar ara snowball,
    Armenian hy hye,
    Azerbaijani az aze,
    Basque eu eus,
    Belarusian be bel,
    Bengali bn ben,
    Breton br bre,
    Bulgarian bg bul,
    Burmese my mya,
    Catalan ca cat,
    Chinese zh cmn,
    Croatian hr hrv,
    Czech cs ces,
    Danish da dan snowball,
    Dutch nl nld snowball,
    English en eng snowball,
    Esperanto eo epo,
    Estonian et est,
    Finnish fi fin snowball,
    French fr fra snowball,
    Galician gl glg,
    Georgian ka kat,
    German de deu snowball,
    Greek el ell snowball,
    Gujarati gu guj,
    Hausa ha hau,
    Hebrew he heb,
    Hindi hi hin,
    Hungarian hu hun snowball,
    Icelandic is isl,
    Indonesian id ind,
    Irish ga gle,
    Italian it ita snowball,
    Japanese ja jpn,
    Javanese jv jav,
    Kannada kn kan,
    Kazakh kk kaz,
    Khmer km khm,
    Korean ko kor,
    Kurdish ku kur,
    Latin la lat,
    Latvian lv lav,
    Lithuanian lt lit,
    Macedonian mk mkd,
    Malay ms msa,
    Malayalam ml mal,
    Marathi mr mar,
    Nepali ne nep,
    Norwegian no nob snowball,
    Odia or ori,
    Pashto ps pus,
    Persian fa pes,
    Polish pl pol,
    Portuguese pt por snowball,
    Punjabi pa pan,
    Romanian ro ron snowball,
    Russian ru rus snowball,
    Serbian sr srp,
    Shona sn sna,
    Sinhala si sin,
    Slovak sk slk,
    Slovenian sl slv,
    Somali so som,
    Sotho st sot,
    Spanish es spa snowball,
    Swahili sw swa,
    Swedish sv swe snowball,
    Tagalog tl tgl,
    Tajik tg tgk,
    Tamil ta tam snowball,
    Telugu te tel,
    Thai th tha,
    Turkish tr tur snowball,
    Turkmen tk tuk,
    Ukrainian uk ukr,
    Urdu ur urd,
    Uzbek uz uzb,
    Vietnamese vi vie,
    Welsh cy cym,
    Yiddish yi yid,
    Yoruba yo yor,
    Zulu zu zul,
}
