//! The store does what the model does, whatever happens: a state machine draws what happens, and both answer.
//!
//! `USHER_TEST_SEQUENCES` says how many sequences are tried, `USHER_TEST_SEED` with which seed the first begins. A failing
//! one says how to run it alone.

mod tested;

use crate::model::{Model, Start, Transition};
use domain::Preview;
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed, TestRunner},
};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest};
use std::{
    collections::BTreeSet,
    hash::{BuildHasher, RandomState},
};
use tested::Tested;

/// So many sequences are tried, of so many steps at most.
const SEQUENCES: u64 = 150;
const LONGEST: usize = 41;

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<Self> {
        let seed = any::<u64>().no_shrink();
        seed.prop_map(|seed| Start::new(seed).founded).boxed()
    }

    fn transitions(state: &Self) -> BoxedStrategy<Transition> {
        let state = state.clone();
        let seed = any::<u64>().no_shrink();
        seed.prop_map(move |seed| crate::model::transition(&state, seed))
            .boxed()
    }

    fn apply(state: Self, transition: &Transition) -> Self {
        state.after(transition)
    }
}

impl StateMachineTest for Tested {
    type SystemUnderTest = Self;
    type Reference = Model;

    fn init_test(model: &Model) -> Self {
        Self::new(model)
    }

    fn apply(mut tested: Self, model: &Model, transition: Transition) -> Self {
        tested.meets(&transition, model);
        tested
    }

    fn teardown(tested: Self, model: Model) {
        tested.ends(&model);
    }
}

/// A number from the environment.
fn number(name: &str) -> Option<u64> {
    let text = std::env::var(name).ok()?;
    Some(
        text.parse()
            .unwrap_or_else(|_| panic!("{name} is a number, not {text:?}")),
    )
}

/// Another one each time.
fn any_seed() -> u64 {
    RandomState::new().hash_one(0)
}

#[test]
fn the_store_does_as_the_model_does_whatever_happens() {
    let sequences = number("USHER_TEST_SEQUENCES").unwrap_or(SEQUENCES);
    let first = number("USHER_TEST_SEED").unwrap_or_else(any_seed);
    for number in 0..sequences {
        let seed = first.wrapping_add(number);
        let config = Config {
            cases: 1,
            failure_persistence: None,
            rng_seed: RngSeed::Fixed(seed),
            max_shrink_iters: 400,
            ..Config::default()
        };
        let strategy = Model::sequential_strategy(1..LONGEST);
        let tried = TestRunner::new(config.clone()).run(&strategy, |(model, transitions, seen)| {
            Tested::test_sequential(config.clone(), model, transitions, seen);
            Ok(())
        });
        if let Err(parted) = tried {
            panic!(
                "They part. To see it again: USHER_TEST_SEED={seed} USHER_TEST_SEQUENCES=1\n{parted}"
            );
        }
        if (number + 1) % 500 == 0 {
            eprintln!("{} sequences agree", number + 1);
        }
    }
}

/// Else the two would agree for want of cases.
#[test]
fn the_sequences_meet_every_change_and_refusal_and_often_do_what_is_asked() {
    let (mut given, mut done, mut met) = (0, 0, BTreeSet::new());
    for seed in 0..300 {
        let mut model = Start::new(seed).founded;
        for step in 0..20 {
            let (entries, transition) = (
                model.ledger.len(),
                crate::model::transition(&model, seed * 100 + step),
            );
            model = model.after(&transition);
            if matches!(
                transition,
                Transition::Give { .. } | Transition::GiveMatching { .. }
            ) {
                given += 1;
                done += usize::from(model.ledger.len() > entries);
                met.extend(first_word(&model.given.answer));
            }
            let changes = model
                .ledger
                .iter()
                .skip(entries)
                .flat_map(|entry| &entry.changes);
            met.extend(changes.filter_map(|change| first_word(&format!("{change:?}"))));
            if let Some(Preview::Refused(refusal)) = &model.given.preview {
                met.extend(
                    refusal
                        .problems
                        .iter()
                        .map(|problem| problem.cause.code().to_owned()),
                );
            }
        }
    }
    assert!(
        (given / 4..given * 3 / 4).contains(&done),
        "{done} of {given}"
    );
    let answers = ["Receipt", "refused", "changed", "not", "reused", "unusable"];
    let changes = 15;
    assert!(
        answers.iter().all(|answer| met.contains(*answer)),
        "{met:?}"
    );
    assert!(
        met.len() - answers.len() - changes >= 45,
        "causes and barriers: {met:?}"
    );
}

fn first_word(text: &str) -> Option<String> {
    let word = text.split(|letter: char| !letter.is_alphanumeric()).next();
    word.map(str::to_owned)
}
