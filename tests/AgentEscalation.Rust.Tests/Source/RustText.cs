namespace AgentEscalation.Rust.Tests.Source;

/// <summary>Pieces of Rust, whole and broken, that the reader's tests mix.</summary>
internal static class RustText
{
    public const string Program = """
        #![allow(dead_code)]
        //! A crate.
        use std::{collections::HashMap as Map, fmt::{self, Display}};

        /// A thing.
        #[derive(Debug, Clone)]
        pub(crate) struct Holder<'a, T: Display + 'a, const N: usize = 3> where T: Clone {
            pub name: &'a str, // trailing
            items: [T; N],
        }

        enum Shape { Unit, Tuple(f64, f64), Named { x: i32 }, Value = 7 }

        impl<'a, T: Display + Clone, const N: usize> Holder<'a, T, N> {
            const LIMIT: usize = 1 << 3;
            pub fn longest<'b>(&'b mut self, other: &'a str) -> Option<&'b T> where 'a: 'b {
                let mut best = None;
                for (i, item) in self.items.iter().enumerate() {
                    if i > 2 && item.to_string().len() >= other.len() { best = Some(item); }
                }
                best
            }
        }

        unsafe extern "C" fn raw(x: *const u8, ...) -> ! { loop {} }

        fn main() {
            let r#type = r##"raw "# text"##;
            let c = 'x'; let quote = '\''; let emoji = '🦀';
            let numbers = (1.0, 1., 2e10, 0xFF_u8, 1..2, 3..=4, t.0.1);
            let closure = move |a: i32, (b, c)| -> i32 { a + b >> 2 };
            'outer: while let Some(x) = stack.pop() && x > 3 {
                match x {
                    Shape::Tuple(a, ..) | Shape::Named { x: a } if a > 1 => break 'outer,
                    n @ 1..=5 => continue,
                    _ => { println!("{n}: {}", x as u64 < 3); }
                }
            }
            let Some(v) = map.get_mut(&key) else { return; };
            *v += if a { 1 } else { -2 };
            v.field.call::<Vec<Vec<u8>>>(|x| x, &mut y)?.0[i..].await;
            /* nested /* comment */ */
        }

        #[cfg(test)]
        mod tests { use super::*; #[test] fn works() { assert_eq!(1 + 1, 2); } }

        """;

    public static readonly string[] Pieces =
    [
        "fn ", "f", "(", ")", "{", "}", "[", "]", "<", ">", "'", "'a", "'x'", "\"", "\\", "r#\"", "\"#", "r#fn", "//", "/*", "*/", "\n", "\r\n",
        " ", "::", "->", "=>", "==", "&", "&&", "|", "||", "..", "..=", "=", "+=", ";", ",", ".", "0", "0x", "1.", "1e", "struct ", "impl ",
        "match ", "if ", "let ", "else ", "for ", "in ", "dyn ", "unsafe ", "async ", "move ", "pub", "use ", "where ", "#", "#[", "#!", "!", "?",
        "@", "as ", "é", "🦀", "\u2028", "\0", "b'", "c\"", "br#", "mut ", "ref ", "self", "extern ", "const ", "type ", "macro_rules!",
    ];
}
