use text_index::{longer, Index, Line};

const TEXT: &str = "\
The quick brown fox
jumps over the lazy dog.
A fox, a dog; the end";

#[test]
fn finds_lines_in_order() {
    let index = Index::new(TEXT);
    let numbers: Vec<_> = index.find("fox").iter().map(|line| line.number).collect();
    assert_eq!(numbers, [1, 3]);
    assert_eq!(index.find("lazy"), [Line { number: 2, text: "jumps over the lazy dog." }]);
}

#[test]
fn finds_nothing_for_a_word_that_is_not_there() {
    assert!(Index::new(TEXT).find("cat").is_empty());
}

#[test]
fn results_outlive_the_index() {
    let found = {
        let index = Index::new(TEXT);
        index.find("quick")
    };
    assert_eq!(found[0].number, 1);
}

#[test]
fn counts_a_line_once() {
    let index = Index::new("a a a\nb\nb");
    assert_eq!(index.most_common(), Some("b"));
}

#[test]
fn completes_a_word() {
    let index = Index::new(TEXT);
    assert_eq!(index.complete("qui"), "quick");
    assert_eq!(index.complete("zebra"), "zebra");
}

#[test]
fn the_longer_of_two_words() {
    assert_eq!(longer("fox", "quick"), "quick");
    assert_eq!(longer("fox", "dog"), "fox");
}
