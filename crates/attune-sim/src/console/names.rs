//! What the fields of a form are called on a page.

use super::options::Rendering;

/// Names for one load of a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names {
    rendering: Rendering,
    load: u64,
}

impl Names {
    /// The names of this load.
    pub(super) fn of_load(rendering: Rendering, load: u64) -> Self {
        Self { rendering, load }
    }

    /// The number of the load, which the form sends back.
    pub(super) fn load(self) -> u64 {
        self.load
    }

    /// The name of a field: the key itself, or `z` and 32 hexadecimal digits that differ at each load.
    pub(super) fn of(self, key: &str) -> String {
        match self.rendering {
            Rendering::Classic => key.to_owned(),
            Rendering::Mvc => format!(
                "z{:016x}{:016x}",
                hash(self.load, key),
                hash(!self.load, key)
            ),
        }
    }
}

/// FNV-1a over the key, begun at a place that the load decides and mixed at the end.
fn hash(load: u64, key: &str) -> u64 {
    let start = load.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xCBF2_9CE4_8422_2325;
    let sum = key.bytes().fold(start, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    (sum ^ (sum >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_names_are_new_at_each_load_and_plain_ones_stay() {
        let name = |rendering, load| Names::of_load(rendering, load).of("name");
        assert_eq!(name(Rendering::Classic, 1), name(Rendering::Classic, 2));
        assert_ne!(name(Rendering::Mvc, 1), name(Rendering::Mvc, 2));
        let drawn = name(Rendering::Mvc, 1);
        assert_eq!(drawn.len(), 33);
        assert!(drawn.starts_with('z'));
    }
}
