//! Which of harper's rules speak, and what a person is told that they are about.
//!
//! Quiet rules are nearly always right in a post; they speak by themselves. What makes a text better but not righter speaks
//! where style is asked for. Some never speak, because a post is not what they were made for.

use harper_core::linting::LintKind;

use crate::RemarkKind;

/// Never right often enough, or somebody else's: spelling has a check of its own; the blocks of a post are headings, items
/// and cells as well as paragraphs; quotations go over several of them; a website shows several spaces as one.
const NEVER: &[&str] = &[
    "AvoidContractions",
    "BlacklistWhitelist",
    "Bollocks",
    "BoringWords",
    "Misspell",
    "NoFrenchSpaces",
    "NoOxfordComma",
    "OrthographicConsistency",
    "PossessiveNoun",
    "SentenceCapitalization",
    "Spaces",
    "SpellCheck",
    "SpelledNumbers",
    "UnclosedQuotes",
    "UseTitleCase",
    "WordPressDotcom",
];

/// Right, but a matter of taste or of the house, or too often wrong to speak unasked.
const STYLE: &[&str] = &[
    "AsFarAsICanTell",
    "AsFarAsIKnow",
    "AsIUnderstandIt",
    "AsSoonAsPossible",
    "AvoidCurses",
    "BeRightBack",
    "ByTheWay",
    "CompoundNouns",
    "CurrencyPlacement",
    "Cybersec",
    "Dashes",
    "DiscourseMarkers",
    "DotInitialisms",
    "EllipsisLength",
    "Excellent",
    "ExplainLikeImFive",
    "FillerWords",
    "ForWhatItsWorth",
    "ForYourInformation",
    "Freezing",
    "Gonna",
    "Gotta",
    "Hedging",
    "IDontKnow",
    "IfIRecallCorrectly",
    "IfIUnderstandCorrectly",
    "IfYouKnowYouKnow",
    "InCaseYouMissedIt",
    "InMyHumbleOpinion",
    "InMyOpinion",
    "InRealLife",
    "LetMeKnow",
    "LinkedList",
    "LongSentences",
    "MassNouns",
    "MissingDeterminer",
    "MoreAdjective",
    "NeverMind",
    "OhMyGod",
    "OkToOkay",
    "OnTheOtherHand",
    "OutOfTheBox",
    "OxfordComma",
    "PleaseTakeALook",
    "QuoteSpacing",
    "Really",
    "Regionalisms",
    "RoadMap",
    "Starving",
    "TalkToYouLater",
    "ThatWhich",
    "ToBeFair",
    "ToBeHonest",
    "Touristic",
    "Towards",
    "UseEllipsisCharacter",
    "VeryUnique",
    "Wanna",
    "WebScraping",
];

/// Rules that write an abbreviation out: a matter of taste.
const WRITES_OUT: &str = "Expand";

/// Whether a rule runs.
pub(crate) fn is_wanted(rule: &str, style: bool) -> bool {
    !NEVER.contains(&rule) && (style || !is_taste(rule))
}

/// Whether what a rule found is about style rather than about right and wrong.
pub(crate) fn is_style(rule: &str, kind: LintKind) -> bool {
    is_taste(rule) || of_kind(kind) == RemarkKind::Style
}

/// What a person is told that it is about, where `about` says what there is to say.
pub(crate) fn kind(rule: &str, kind: LintKind, about: &str) -> RemarkKind {
    if is_style(rule, kind) {
        return RemarkKind::Style;
    }
    match about {
        "repeated" => RemarkKind::Repeated,
        "apart" | "one-word" | "space-moved" => RemarkKind::Joined,
        "capitals" | "name" => RemarkKind::Capitals,
        "apostrophe" | "hyphen" | "no-apostrophe" => RemarkKind::Punctuation,
        _ => of_kind(kind),
    }
}

fn of_kind(kind: LintKind) -> RemarkKind {
    match kind {
        LintKind::Agreement
        | LintKind::Grammar
        | LintKind::Miscellaneous
        | LintKind::Repetition
        | LintKind::Usage
        | LintKind::WordOrder => RemarkKind::Grammar,
        LintKind::BoundaryError => RemarkKind::Joined,
        LintKind::Eggcorn | LintKind::Malapropism | LintKind::Spelling | LintKind::Typo | LintKind::WordChoice => {
            RemarkKind::MixedUp
        }
        LintKind::Capitalization => RemarkKind::Capitals,
        LintKind::Punctuation => RemarkKind::Punctuation,
        _ => RemarkKind::Style,
    }
}

/// Whether a rule is about taste.
pub(crate) fn is_taste(rule: &str) -> bool {
    STYLE.contains(&rule) || rule.starts_with(WRITES_OUT)
}
