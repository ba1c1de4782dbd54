/// How a thing is meant. Never told by color alone: a word or a shape goes with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Nothing to say.
    #[default]
    Plain,
    /// As it should be.
    Good,
    /// Look at this soon.
    Warn,
    /// This stands in the way.
    Bad,
}

impl Tone {
    /// The class that the style sheets know it by.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Bad => "bad",
        }
    }
}
