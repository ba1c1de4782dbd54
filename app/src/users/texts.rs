//! What is written about a user, as a form.

use crate::{
    licenses::draft::Draft,
    ui::Field,
    words::{Text, people as words, tell},
};
use domain::{Cause, Profile, ProfileField};
use leptos::prelude::*;

/// The fields of the first step; the others are optional.
pub(super) const BASICS: [ProfileField; 4] = [
    ProfileField::FirstName,
    ProfileField::LastName,
    ProfileField::Name,
    ProfileField::Username,
];
/// The others.
pub(super) const OPTIONAL: [ProfileField; 6] = [
    ProfileField::Mail,
    ProfileField::JobTitle,
    ProfileField::Department,
    ProfileField::Office,
    ProfileField::City,
    ProfileField::Country,
];

/// The field that a reason why not is about.
pub(super) fn field_of(cause: &Cause) -> Option<ProfileField> {
    match cause {
        Cause::BadProfile { field, .. } => Some(*field),
        Cause::UsernameTaken { .. } => Some(ProfileField::Username),
        _ => None,
    }
}

/// What the rule finds wrong with a field.
pub(super) fn wrong(draft: Draft, field: ProfileField) -> Option<String> {
    let refusal = draft.refusal()?;
    let mut causes = refusal.problems.iter().map(|problem| &problem.cause);
    let about = causes.find(|cause| field_of(cause) == Some(field))?;
    Some(tell(&about.sentence()))
}

/// The id of a field in the page.
pub(super) fn name(field: ProfileField) -> &'static str {
    match field {
        ProfileField::Username => "username",
        ProfileField::Name => "display-name",
        ProfileField::FirstName => "first-name",
        ProfileField::LastName => "last-name",
        ProfileField::Mail => "mail",
        ProfileField::JobTitle => "job-title",
        ProfileField::Department => "department",
        ProfileField::Office => "office",
        ProfileField::City => "city",
        ProfileField::Country => "country",
    }
}

/// What is written in each field.
#[derive(Clone, Copy)]
pub(super) struct Texts(StoredValue<Vec<(ProfileField, RwSignal<String>)>>);

impl Texts {
    /// Begins with `profile`.
    pub(super) fn of(profile: &Profile) -> Self {
        let text = |field| (field, RwSignal::new(profile.get(field).to_owned()));
        Self(StoredValue::new(ProfileField::ALL.map(text).into()))
    }

    /// One field's.
    pub(super) fn text(self, field: ProfileField) -> RwSignal<String> {
        self.0.with_value(|texts| {
            let known = texts.iter().find(|(known, _)| *known == field);
            known.map_or_else(RwSignal::default, |(_, text)| *text)
        })
    }

    /// All of them.
    pub(super) fn profile(self) -> Profile {
        let text = |field| (field, self.text(field).get());
        Profile::of(ProfileField::ALL.map(text))
    }

    /// Nothing is written anywhere.
    pub(super) fn is_blank(self) -> bool {
        let is_blank = |(_, text): &(ProfileField, RwSignal<String>)| text.read().is_empty();
        self.0.with_value(|texts| texts.iter().all(is_blank))
    }

    /// An input for a field, with what is wrong with what is written.
    pub(super) fn input(
        self,
        field: ProfileField,
        hint: Option<Text>,
        wrong: Signal<Option<String>>,
    ) -> impl IntoView {
        let text = self.text(field);
        let required = matches!(field, ProfileField::Name | ProfileField::Username);
        let value = text.get_untracked();
        let label = words::field(field);
        match hint {
            Some(hint) => view! {
                <Field
                    name=name(field)
                    label=label
                    hint=hint
                    value=value
                    text=text
                    wrong=wrong
                    required=required
                />
            }
            .into_any(),
            None => view! {
                <Field
                    name=name(field)
                    label=label
                    value=value
                    text=text
                    wrong=wrong
                    required=required
                />
            }
            .into_any(),
        }
    }
}
