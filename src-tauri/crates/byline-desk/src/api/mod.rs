//! The plain values that the desk hands to a window or a command line, and takes from them.
//!
//! These are the only types of Byline that are promises to other programs: they serialise, and TypeScript's types are
//! made from them. Field names are the ones of the command-line contract.

mod connect;
mod detail;
mod event;
mod field;
mod finding;
mod history;
mod import;
mod language;
mod link;
mod list;
mod manage;
mod pasting;
mod post;
mod problem;
mod publish;
mod question;
mod queue;
mod realsite;
mod settings;
mod signin;
mod site;
mod tidy;
mod versions;
mod writing;

pub use connect::{Check, ConnectPlan, ConnectStep, Connected, Ready};
pub use detail::{DetailValue, FieldChange, FormField, Offers};
pub use event::{Event, EventSink, LiveStep, Quiet, Step};
pub use field::{FieldChoice, FieldPattern, FieldRelation, SiteField};
pub use finding::{Finding, Repair, Severity};
pub use history::{
    Against, Became, GonePost, Piece, PostHistory, Restored, SeenBlock, SeenDetail, SeenPicture, ShownVersion,
    UnpublishPlan, Version, VersionPlace,
};
pub use import::{ImportedDraft, ImportedText};
pub use language::{
    LanguageAdded, LanguageFrom, LanguageSettings, PostLanguage, RuleOff, WordChoices, WordFinding, WordKind, WordList,
};
pub use link::{KeptBack, LinkOffer, LinkedPost, PostLink};
pub use list::{Choice, ListChoices, PostList, PostQuery, Reading, Sort, StateCounts, StateFilter};
pub use manage::{AddressPlan, DeletePlan, Deleted, DeletedPost, LinkingPost, Renamed};
pub use pasting::{Brought, PartKind, PastedImage, PastedPart, PastedText, ToPaste, WritingHand};
pub use post::{
    Attached, BrokenDetails, Details, DetailsChange, Field, OpenPost, Original, PostItem, PostState, Preview,
    PreviewHead, PreviewLayout, PreviewLooks, PreviewPart, SpokenFor, Written,
};
pub use problem::Problem;
pub use publish::{ChangeKind, Outcome, OutcomeKind, PlannedFile, PublishPlan};
pub use question::{NoticeKind, PersonAnswer, PersonNotice, PersonQuestion, QuestionKind};
pub use queue::{Cancelled, Queue, QueuedPost, Sending};
pub use realsite::{RealProblem, RealSite, RealStep};
pub use settings::{
    FieldForm, SettingsCheck, SettingsExample, SettingsForm, SettingsShared, SettingsTrouble, Sharing, SiteSettings,
    ToldBy,
};
pub use signin::{SignInAt, SignInBegun, SignInKept, SignInWay, SignInWays, SignedIn};
pub use site::{DraftFlag, KnownSite, PicturePlace, SiteView, Writer};
pub use tidy::{Chosen, NewName, TidyDone, TidyPlan, TidyRepair};
pub use versions::{
    Settled, TwoVersions, TwoVersionsNote, VersionsChoice, VersionsPart, VersionsQuestion, VersionsSide,
};
pub use writing::{Callout, EmbedText, Figure, FigureTag, Gallery, HtmlReach, Inside, TagSyntax, Writing};
