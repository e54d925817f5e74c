//! What a call does besides computing.

use std::fmt;

/// One kind of effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Effect {
    /// Reaches another machine or a socket.
    Network,
    /// Reaches a database.
    Database,
    /// Reads or writes the file system.
    File,
    /// Starts, signals, ends or asks about a process.
    Process,
    /// Reads the clock or waits for it.
    Clock,
    /// Draws random bits.
    Random,
    /// Reads or writes the environment, the command line or the working directory.
    Environment,
    /// Reads or writes standard input, output or error.
    Stdio,
    /// Reads state that the whole program shares.
    GlobalRead,
    /// Changes state that the whole program shares.
    GlobalWrite,
    /// Takes or leaves a lock.
    Lock,
}

impl Effect {
    /// Every effect, in the order of its bits.
    pub const ALL: [Self; 11] = [
        Self::Network,
        Self::Database,
        Self::File,
        Self::Process,
        Self::Clock,
        Self::Random,
        Self::Environment,
        Self::Stdio,
        Self::GlobalRead,
        Self::GlobalWrite,
        Self::Lock,
    ];

    /// The name in stubs and reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Network => "network",
            Self::Database => "database",
            Self::File => "file",
            Self::Process => "process",
            Self::Clock => "clock",
            Self::Random => "random",
            Self::Environment => "environment",
            Self::Stdio => "stdio",
            Self::GlobalRead => "global_read",
            Self::GlobalWrite => "global_write",
            Self::Lock => "lock",
        }
    }

    /// The effect of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|effect| effect.name() == name)
    }

    fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// A set of effects.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct EffectSet(u16);

impl EffectSet {
    /// No effect: the call only computes.
    pub const NONE: Self = Self(0);

    /// Adds an effect.
    pub fn insert(&mut self, effect: Effect) {
        self.0 |= effect.bit();
    }

    /// Whether the effect is in the set.
    pub fn contains(self, effect: Effect) -> bool {
        self.0 & effect.bit() != 0
    }

    /// The effects of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The effects of both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the call only computes.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The effects, in the order of [`Effect::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Effect> {
        Effect::ALL.into_iter().filter(move |effect| self.contains(*effect))
    }
}

impl FromIterator<Effect> for EffectSet {
    fn from_iter<I: IntoIterator<Item = Effect>>(effects: I) -> Self {
        let mut set = Self::NONE;
        effects.into_iter().for_each(|effect| set.insert(effect));
        set
    }
}

impl fmt::Debug for EffectSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
