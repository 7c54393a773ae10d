//! Reads LCOV: of each file, how often each line that holds code was run.

use std::collections::BTreeMap;

/// The lines of a file, by number, with how often they were run.
pub(crate) type Lines = BTreeMap<usize, u64>;

/// The lines by file, as the records of `text` name it.
pub(crate) fn files(text: &str) -> BTreeMap<String, Lines> {
    let mut files: BTreeMap<String, Lines> = BTreeMap::new();
    let mut file = String::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("SF:") {
            name.clone_into(&mut file);
        } else if let Some((number, count)) = line.strip_prefix("DA:").and_then(counted) {
            let lines = files.entry(file.clone()).or_default();
            *lines.entry(number).or_default() += count;
        }
    }
    files
}

/// `12,3`: line 12 was run three times.
fn counted(line: &str) -> Option<(usize, u64)> {
    let (number, count) = line.split_once(',')?;
    Some((number.parse().ok()?, count.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_lines_by_file() {
        let text = "SF:/a.rs\nFN:1,x\nDA:1,2\nDA:2,0\nLF:2\nend_of_record\nSF:/b.rs\nDA:7,1\nend_of_record\n";
        let expected = BTreeMap::from([
            ("/a.rs".to_owned(), Lines::from([(1, 2), (2, 0)])),
            ("/b.rs".to_owned(), Lines::from([(7, 1)])),
        ]);
        assert_eq!(files(text), expected);
    }
}
