using System.Collections.Frozen;

namespace AgentEscalation.Rust.Source;

internal static class Keywords
{
    // Words that can never be a name. `self`, `Self`, `super` and `crate` are parts of paths, and `union`, `auto`, `default`, `macro_rules`,
    // `async` and `dyn` of older editions are names where the grammar says so.
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
    [
        "as", "break", "const", "continue", "else", "enum", "extern", "false", "fn", "for", "if", "impl", "in", "let", "loop", "match",
        "mod", "move", "mut", "pub", "ref", "return", "static", "struct", "trait", "true", "type", "unsafe", "use", "where", "while",
        "abstract", "become", "box", "do", "final", "macro", "override", "priv", "typeof", "unsized", "virtual", "yield",
    ]);

    public static bool IsReserved(string word) => Reserved.Contains(word);
}
