use crate::site::Site;

/// Where something that was understood of a site comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Told {
    /// A file of the site says so.
    File(String),
    /// The newest posts show it.
    Posts,
    /// The folders that are there show it.
    Folders,
    /// It is what the generator does where nobody says otherwise.
    #[default]
    Usual,
}

/// Where each thing that was understood of a site comes from. A [`crate::Field`] knows that of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ToldBy {
    /// The site's name.
    pub name: Told,
    /// The site's address.
    pub address: Told,
    /// The folders of posts.
    pub posts: Told,
    /// The folder of drafts.
    pub drafts: Told,
    /// How files are named.
    pub file_name: Told,
    /// The detail that marks a draft.
    pub draft_flag: Told,
    /// Whether posts of a later day are shown already.
    pub future: Told,
    /// Where pictures go.
    pub pictures: Told,
    /// The kind of details.
    pub front_matter: Told,
    /// The list of details.
    pub fields: Told,
}

impl ToldBy {
    /// The one that says `told` wherever two readings of a site differ.
    pub(crate) fn mark(site: &mut Site, before: &Site, told: &Told) {
        let differs = [
            site.name != before.name,
            site.address != before.address,
            site.post_folders != before.post_folders,
            site.drafts_folder != before.drafts_folder,
            site.rules.naming != before.rules.naming,
            site.draft_flag != before.draft_flag,
            site.rules.future != before.rules.future,
            site.pictures != before.pictures || site.rules.placing != before.rules.placing,
            site.front_matter != before.front_matter,
            site.fields != before.fields,
        ];
        for (one, differs) in site.told_by.all().into_iter().zip(differs) {
            if differs {
                one.clone_from(told);
            }
        }
    }

    /// Every place, in the order in which they are declared.
    pub(crate) fn all(&mut self) -> [&mut Told; 10] {
        [
            &mut self.name,
            &mut self.address,
            &mut self.posts,
            &mut self.drafts,
            &mut self.file_name,
            &mut self.draft_flag,
            &mut self.future,
            &mut self.pictures,
            &mut self.front_matter,
            &mut self.fields,
        ]
    }
}
