//! The table of languages: a row each. Everything that lists languages reads this table.
//!
//! A row is the variant of [`Language`], its ISO 639-1 code, its ISO 639-3 code (the one that the crate `whatlang` uses), and
//! flags:
//!
//! - `snowball`: there is a Snowball stemmer;
//! - `abbreviations`, `anaphora`, `cues`: there is such a file in `data/<code>/`;
//! - `ordinals`: a period after a number can make it an ordinal, as in German *3.*, *third*;
//! - `elision`: short words lose their vowel before another word, as in French *l'heure*.

use rust_stemmers::Algorithm;

/// One row of the table.
pub(super) struct Row {
    pub(super) language: Language,
    pub(super) code: &'static str,
    pub(super) code3: &'static str,
    pub(super) name: &'static str,
    pub(super) stemmer: Option<Algorithm>,
    /// The files in `data/<code>/`, as far as they exist.
    pub(super) abbreviations: Option<&'static str>,
    pub(super) anaphora: Option<&'static str>,
    pub(super) cues: Option<&'static str>,
    pub(super) has_ordinal_periods: bool,
    pub(super) has_elision: bool,
}

/// Expands to `$yes` if a list of flags has the flag, else to `$no`. Refuses a list with an unknown flag.
macro_rules! if_flag {
    (snowball [snowball $($_:ident)*] $yes:expr, $no:expr) => { $yes };
    (abbreviations [abbreviations $($_:ident)*] $yes:expr, $no:expr) => { $yes };
    (anaphora [anaphora $($_:ident)*] $yes:expr, $no:expr) => { $yes };
    (cues [cues $($_:ident)*] $yes:expr, $no:expr) => { $yes };
    (ordinals [ordinals $($_:ident)*] $yes:expr, $no:expr) => { $yes };
    (elision [elision $($_:ident)*] $yes:expr, $no:expr) => { $yes };
    ($flag:ident [$other:ident $($rest:ident)*] $yes:expr, $no:expr) => { if_flag!($flag [$($rest)*] $yes, $no) };
    ($flag:ident [] $yes:expr, $no:expr) => { $no };
}

/// Fails to expand for a flag that does not exist.
macro_rules! check_flag {
    (snowball) => {};
    (abbreviations) => {};
    (anaphora) => {};
    (cues) => {};
    (ordinals) => {};
    (elision) => {};
}

macro_rules! data_file {
    ($code:ident, $file:literal) => {
        Some(include_str!(concat!("../../data/", stringify!($code), "/", $file)))
    };
}

/// Writes the enum [`Language`] and [`TABLE`].
macro_rules! languages {
    ($($name:ident $code:ident $code3:ident: $($flag:ident)*),+ $(,)?) => {
        $($(check_flag!($flag);)*)+

        /// A language that `excerpt` knows by name.
        ///
        /// Every language gets Unicode words; 18 have a Snowball stemmer, and most have a list of
        /// stop words. Text in a language that is not in the list is [`Undetermined`](Language::Undetermined): it is split
        /// by the defaults of its script, and its words are not stemmed.
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
            Row {
                language: Language::Undetermined,
                code: "und",
                code3: "und",
                name: "Undetermined",
                stemmer: None,
                abbreviations: None,
                anaphora: None,
                cues: None,
                has_ordinal_periods: false,
                has_elision: false,
            },
            $(Row {
                language: Language::$name,
                code: stringify!($code),
                code3: stringify!($code3),
                name: stringify!($name),
                stemmer: if_flag!(snowball [$($flag)*] Some(Algorithm::$name), None),
                abbreviations: if_flag!(abbreviations [$($flag)*] data_file!($code, "abbreviations.txt"), None),
                anaphora: if_flag!(anaphora [$($flag)*] data_file!($code, "anaphora.txt"), None),
                cues: if_flag!(cues [$($flag)*] data_file!($code, "cues.txt"), None),
                has_ordinal_periods: if_flag!(ordinals [$($flag)*] true, false),
                has_elision: if_flag!(elision [$($flag)*] true, false),
            },)+
        ];
    };
}

/// Other codes in use for a language of the table.
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
    Afrikaans af afr: abbreviations,
    Akan ak aka:,
    Albanian sq sqi:,
    Amharic am amh:,
    Arabic ar ara: snowball abbreviations,
    Armenian hy hye: abbreviations,
    Azerbaijani az aze: ordinals,
    Basque eu eus: abbreviations ordinals,
    Belarusian be bel: abbreviations,
    Bengali bn ben: abbreviations,
    Breton br bre:,
    Bulgarian bg bul: abbreviations,
    Burmese my mya:,
    Catalan ca cat: abbreviations elision,
    Chinese zh cmn:,
    Croatian hr hrv: abbreviations ordinals,
    Czech cs ces: abbreviations ordinals,
    Danish da dan: snowball abbreviations ordinals,
    Dutch nl nld: snowball abbreviations anaphora cues,
    English en eng: snowball abbreviations anaphora cues,
    Esperanto eo epo:,
    Estonian et est: abbreviations ordinals,
    Finnish fi fin: snowball abbreviations ordinals,
    French fr fra: snowball abbreviations anaphora cues elision,
    Galician gl glg: abbreviations,
    Georgian ka kat: abbreviations ordinals,
    German de deu: snowball abbreviations anaphora cues ordinals,
    Greek el ell: snowball abbreviations,
    Gujarati gu guj:,
    Hausa ha hau:,
    Hebrew he heb: abbreviations,
    Hindi hi hin: abbreviations,
    Hungarian hu hun: snowball abbreviations ordinals,
    Icelandic is isl: abbreviations ordinals,
    Indonesian id ind: abbreviations,
    Irish ga gle: abbreviations,
    Italian it ita: snowball abbreviations anaphora cues elision,
    Japanese ja jpn:,
    Javanese jv jav:,
    Kannada kn kan:,
    Kazakh kk kaz: abbreviations,
    Khmer km khm:,
    Korean ko kor:,
    Kurdish ku kur:,
    Latin la lat:,
    Latvian lv lav: abbreviations ordinals,
    Lithuanian lt lit: abbreviations ordinals,
    Macedonian mk mkd: abbreviations,
    Malay ms msa:,
    Malayalam ml mal:,
    Marathi mr mar: abbreviations,
    Nepali ne nep:,
    Norwegian no nob: snowball abbreviations ordinals,
    Odia or ori:,
    Pashto ps pus:,
    Persian fa pes: abbreviations,
    Polish pl pol: abbreviations ordinals,
    Portuguese pt por: snowball abbreviations anaphora cues,
    Punjabi pa pan:,
    Romanian ro ron: snowball abbreviations,
    Russian ru rus: snowball abbreviations anaphora cues,
    Serbian sr srp: abbreviations ordinals,
    Shona sn sna:,
    Sinhala si sin:,
    Slovak sk slk: abbreviations ordinals,
    Slovenian sl slv: abbreviations ordinals,
    Somali so som:,
    Sotho st sot:,
    Spanish es spa: snowball abbreviations anaphora cues,
    Swahili sw swa:,
    Swedish sv swe: snowball abbreviations anaphora cues,
    Tagalog tl tgl:,
    Tajik tg tgk:,
    Tamil ta tam: snowball abbreviations,
    Telugu te tel: abbreviations,
    Thai th tha:,
    Turkish tr tur: snowball abbreviations ordinals,
    Turkmen tk tuk:,
    Ukrainian uk ukr: abbreviations,
    Urdu ur urd: abbreviations,
    Uzbek uz uzb:,
    Vietnamese vi vie: abbreviations,
    Welsh cy cym:,
    Yiddish yi yid:,
    Yoruba yo yor:,
    Zulu zu zul:,
}

impl Language {
    /// Number of languages, [`Undetermined`](Language::Undetermined) included.
    pub(crate) const COUNT: usize = TABLE.len();

    pub(super) fn row(self) -> &'static Row {
        // The table has the order of the variants; a test checks it.
        &TABLE[self as usize]
    }

    /// The language with this ISO 639-3 code.
    pub(crate) fn from_code3(code: &str) -> Option<Self> {
        TABLE.iter().find(|row| row.code3 == code).map(|row| row.language)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_table_has_the_order_of_the_variants() {
        for (index, row) in TABLE.iter().enumerate() {
            assert_eq!(row.language as usize, index);
        }
        assert!(TABLE[1..].is_sorted_by(|a, b| a.name < b.name), "keep table.rs sorted by name");
    }

    #[test]
    fn every_file_of_a_language_is_in_its_row() {
        for row in TABLE {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(row.code);
            for (flag, file) in [("abbreviations", row.abbreviations), ("anaphora", row.anaphora), ("cues", row.cues)] {
                let exists = folder.join(flag).with_extension("txt").is_file();
                assert_eq!(file.is_some(), exists, "{}: flag `{flag}` in table.rs", row.name);
            }
        }
    }
}
