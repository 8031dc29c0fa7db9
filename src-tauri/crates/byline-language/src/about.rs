//! What a person is told about a remark: a code, for which the catalogue has a sentence. Nothing that harper says itself
//! leaves this crate.
//!
//! The rules that speak most often, and those that can be explained in a sentence, have a code of their own. Of most others
//! the change tells more than the rule does: a space too many, a letter that is to be large, a word that is missing. What
//! is left goes by harper's kind.

use harper_core::linting::LintKind;

use crate::rules::is_taste;

/// Rules with a sentence of their own, by its code.
const OF_RULES: &[(&str, &[&str])] = &[
    ("a-an", &["AnA"]),
    ("acronym", &["RedundantAcronyms", "RedundantIIRC"]),
    ("between-numbers", &["NumericRangeEnDash"]),
    ("comma", &["CommaFixes"]),
    ("compares", &["AdjectiveDoubleDegree", "MoreBetter", "LessWorse", "RedundantProgressiveComparative"]),
    ("could-have", &["HadOf", "ModalOf"]),
    ("criteria", &["CriteriaPhenomena"]),
    ("currency", &["CurrencyPlacement"]),
    ("curse", &["AvoidCurses"]),
    ("dash", &["Dashes"]),
    ("decade", &["PluralDecades"]),
    ("ellipsis", &["EllipsisLength", "UseEllipsisCharacter"]),
    ("everyday", &["Everyday"]),
    ("filler", &["FillerWords"]),
    ("hedging", &["Hedging"]),
    ("i-me", &["CompoundSubjectI", "FriendOfMe", "SubjectPronoun"]),
    ("i-capital", &["CapitalizePersonalPronouns"]),
    ("it-or-its", &["ItsContraction", "ItsPossessive"]),
    ("lets", &["LetsConfusion"]),
    ("long-sentence", &["LongSentences"]),
    ("lose-loose", &["ToLoseTooLoose"]),
    ("many-or-much", &["MassNouns"]),
    ("month", &["Months"]),
    ("negative", &["BarelyUn", "DoubleNegative", "HaveNegNoAny", "LitotesDirectPositive"]),
    (
        "noun-or-verb",
        &["ComplainAsNoun", "NeedToNoun", "NounVerbConfusion", "ShutdownVerb", "ThreatenVerb", "ToBackOut"],
    ),
    ("number-letters", &["CorrectNumberSuffix", "NumberSuffixCapitalization"]),
    ("old-place", &["UpdatePlaceNames"]),
    ("opening-comma", &["DiscourseMarkers", "IntroCueCommaBeforeThanks"]),
    ("oxford-comma", &["OxfordComma"]),
    ("oxymoron", &["Oxymorons"]),
    ("past", &["GetPassGoPass", "HavePassed", "PassedPast"]),
    ("points", &["DotInitialisms"]),
    ("quote-space", &["QuoteSpacing"]),
    ("repeated", &["RepeatedWords", "SingleBe", "ToAdverb", "ToTo"]),
    ("since", &["SinceDuration"]),
    ("space-moved", &["TransposedSpace"]),
    ("than-then", &["ThatThan", "ThenThan"]),
    (
        "their-there",
        &["ThereOwn", "ThereToTheir", "TheirToThere", "TheirToTheyre", "Theres", "TheyreConfusions", "TheyreToTheir"],
    ),
    ("to-too", &["ToTooIdioms", "ToTwoToo", "TooTo", "WayTooAdjective"]),
    ("two-modals", &["DoubleModal"]),
    ("unique", &["VeryUnique"]),
    (
        "verb-form",
        &[
            "DidPast",
            "HelpedPast",
            "IfWouldve",
            "InflectedVerbAfterTo",
            "LetToDo",
            "LookingForwardTo",
            "RegularIrregulars",
            "SimplePastToPastParticiple",
            "SubjunctiveWasToWere",
            "WentAheadAndAgreement",
            "WillNonLemma",
            "WishCould",
            "WorthToDo",
        ],
    ),
    ("were-where", &["WereWhere"]),
    ("who-whom", &["WhomSubjectOfVerb"]),
    ("worse-worst", &["WorseOrWorst"]),
    ("wrong-apostrophe", &["WrongApostrophe"]),
    ("you-or-your", &["PossessiveYour", "YourOutClauseAgreement", "YourPredicateAdjective"]),
];

/// Rules about names of companies, products and places, beside those whose own name ends in `Names`.
const OF_NAMES: &[&str] = &[
    "Americas",
    "Australia",
    "Canada",
    "ChineseCommunistParty",
    "CompaniesProductsAndTrademarks",
    "Countries",
    "Holidays",
    "Koreas",
    "Laos",
    "Malaysia",
    "NationalCapitals",
    "NotablePlaces",
    "OceansAndSeas",
    "ProperNouns",
    "USUniversities",
    "UnitedOrganizations",
    "WordPressDotcom",
];

/// Rules that write out what was abbreviated, beside those whose own name begins with `Expand`.
const OF_INITIALS: &[&str] = &[
    "AsFarAsICanTell",
    "AsFarAsIKnow",
    "AsIUnderstandIt",
    "AsSoonAsPossible",
    "BeRightBack",
    "ByTheWay",
    "Cybersec",
    "ExplainLikeImFive",
    "ForWhatItsWorth",
    "ForYourInformation",
    "IDontKnow",
    "IfIRecallCorrectly",
    "IfIUnderstandCorrectly",
    "IfYouKnowYouKnow",
    "InCaseYouMissedIt",
    "InMyHumbleOpinion",
    "InMyOpinion",
    "InRealLife",
    "LetMeKnow",
    "NeverMind",
    "OhMyGod",
    "OnTheOtherHand",
    "OutOfTheBox",
    "PleaseTakeALook",
    "Really",
    "TalkToYouLater",
    "ToBeFair",
    "ToBeHonest",
];

/// What a change tells by itself.
const OF_CHANGES: &[&str] = &[
    "apart",
    "apostrophe",
    "capitals",
    "hyphen",
    "missing-word",
    "needless-word",
    "no-apostrophe",
    "one-word",
    "space-moved",
];

/// Every code that [`about`] can answer, once. The catalogue has a sentence for each.
pub fn abouts() -> Vec<&'static str> {
    let of_kinds = KINDS.iter().map(|kind| of_kind(*kind));
    let of_rules = OF_RULES.iter().map(|(code, _)| *code);
    let mut all: Vec<_> =
        of_rules.chain(of_kinds).chain(OF_CHANGES.iter().copied()).chain(["initials", "name"]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// What is said about words that a rule has found, by the first change that it proposes for them; an empty one takes them
/// out.
pub(crate) fn about(rule: &str, kind: LintKind, words: &str, change: Option<&str>) -> &'static str {
    if let Some((code, _)) = OF_RULES.iter().find(|(_, rules)| rules.contains(&rule)) {
        return code;
    }
    if OF_NAMES.contains(&rule) || rule.ends_with("Names") {
        return "name";
    }
    if OF_INITIALS.contains(&rule) || rule.starts_with("Expand") {
        return "initials";
    }
    let by_kind = of_kind(kind);
    if is_taste(rule) {
        return if IN_STYLE.contains(&by_kind) { by_kind } else { "style" };
    }
    if IN_STYLE.contains(&by_kind) || by_kind == "doubled" || by_kind == "regional" {
        return by_kind;
    }
    change.and_then(|change| of_change(words, change)).unwrap_or(by_kind)
}

/// Kinds that go on about style, whatever is changed.
const IN_STYLE: &[&str] = &["better", "redundant", "readable", "style"];

/// The kinds that there are; harper has no list of them.
const KINDS: &[LintKind] = &[
    LintKind::Agreement,
    LintKind::BoundaryError,
    LintKind::Capitalization,
    LintKind::Eggcorn,
    LintKind::Enhancement,
    LintKind::Formatting,
    LintKind::Grammar,
    LintKind::Malapropism,
    LintKind::Miscellaneous,
    LintKind::Nonstandard,
    LintKind::Punctuation,
    LintKind::Readability,
    LintKind::Redundancy,
    LintKind::Regionalism,
    LintKind::Repetition,
    LintKind::Spelling,
    LintKind::Style,
    LintKind::Typo,
    LintKind::Usage,
    LintKind::WordChoice,
    LintKind::WordOrder,
];

/// Without a wildcard: a kind that a later harper has must be given a sentence here, and its place in the list above.
fn of_kind(kind: LintKind) -> &'static str {
    match kind {
        LintKind::Agreement => "agreement",
        LintKind::BoundaryError => "boundary",
        LintKind::Capitalization => "capitals",
        LintKind::Eggcorn => "expression",
        LintKind::Enhancement => "better",
        LintKind::Formatting => "typed",
        LintKind::Grammar => "grammar",
        LintKind::Malapropism => "sounds-like",
        LintKind::Miscellaneous => "meant",
        LintKind::Nonstandard => "standard",
        LintKind::Punctuation => "punctuation",
        LintKind::Readability => "readable",
        LintKind::Redundancy => "redundant",
        LintKind::Regionalism => "regional",
        LintKind::Repetition => "doubled",
        LintKind::Spelling => "spelled",
        LintKind::Style => "style",
        LintKind::Typo => "slip",
        LintKind::Usage => "usual",
        LintKind::WordChoice => "mixed-up",
        LintKind::WordOrder => "order",
    }
}

/// What the difference between the words and those that are proposed is, where it is one that has a name.
fn of_change(words: &str, change: &str) -> Option<&'static str> {
    if change.trim().is_empty() {
        return words.contains(char::is_alphabetic).then_some("needless-word");
    }
    let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    let (before, after) = (letters(words), letters(change));
    if before == after {
        return of_signs(words, change);
    }
    if before.to_lowercase() == after.to_lowercase() {
        // Where the words are also joined or parted, that is the greater news.
        return of_signs(words, change).or(Some("capitals"));
    }
    let (before, after) = (split(words), split(change));
    if after.len() == before.len() + 1 && is_within(&before, &after) {
        Some("missing-word")
    } else if before.len() == after.len() + 1 && is_within(&after, &before) {
        Some("needless-word")
    } else {
        None
    }
}

/// The letters are the same: what is between them is not.
fn of_signs(words: &str, change: &str) -> Option<&'static str> {
    let count = |text: &str, signs: &[char]| text.matches(signs).count();
    let both = |signs: &[char]| (count(words, signs), count(change, signs));
    let (hyphens, apostrophes) = (both(&['-', '‐', '‑']), both(&['\'', '’']));
    let parts = (split(words).len(), split(change).len());
    if hyphens.0 < hyphens.1 {
        Some("hyphen")
    } else if parts.0 < parts.1 {
        Some("apart")
    } else if parts.0 > parts.1 || hyphens.0 > hyphens.1 {
        Some("one-word")
    } else if apostrophes.0 < apostrophes.1 {
        Some("apostrophe")
    } else if apostrophes.0 > apostrophes.1 {
        Some("no-apostrophe")
    } else if letters_only(words) && letters_only(change) && split(words) != split(change) {
        Some("space-moved")
    } else {
        None
    }
}

fn letters_only(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphanumeric() || letter == ' ')
}

/// The words between spaces, without signs that stand alone.
fn split(text: &str) -> Vec<String> {
    text.split_whitespace().filter(|part| part.contains(char::is_alphanumeric)).map(str::to_lowercase).collect()
}

/// Whether the words of `few` stand in `many` in their order.
fn is_within(few: &[String], many: &[String]) -> bool {
    let mut rest = many.iter();
    few.iter().all(|word| rest.any(|other| other == word))
}

#[cfg(test)]
pub(crate) mod tests;
