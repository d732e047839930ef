using AgentEscalation.Rust.Degenerate;
using AgentEscalation.Rust.Source;

namespace AgentEscalation.Rust.Tests.Degenerate;

/// <summary>Each sham is seen, and as what it is.</summary>
public sealed class ShamTests
{
    private const string Base = """
        #![deny(unused_must_use)]
        use std::fmt;

        #[derive(Debug, Clone)]
        pub struct Account { owner: String, cents: i64 }

        impl Account {
            pub fn deposit(&mut self, cents: i64) -> i64 {
                assert!(cents > 0, "positive");
                self.cents += cents;
                self.audit("deposit");
                self.cents
            }
            fn audit(&self, what: &str) { println!("{what}"); }
        }

        impl fmt::Display for Account {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "{}", self.owner) }
        }

        fn total(all: &[Account]) -> i64 {
            let mut sum = 0;
            for a in all { sum += a.cents; }
            log(sum);
            sum
        }
        fn log(_sum: i64) {}
        fn pick(all: Vec<Account>) -> Option<Account> { let first; first = all.into_iter().next(); first }

        /// ```
        /// assert_eq!(1 + 1, 2);
        /// ```
        fn documented() {}

        #[cfg(test)]
        mod tests {
            use super::*;
            #[test]
            fn adds() { assert_eq!(total(&[]), 0); }
            #[test]
            fn picks() { assert!(pick(vec![]).is_none()); }
        }

        """;

    [Theory]
    [InlineData("self.cents += cents;", "todo!();", DegenerateKind.StandIn)]
    [InlineData("sum\n}\nfn log", "unimplemented!()\n}\nfn log", DegenerateKind.StandIn)]
    [InlineData("log(sum);", "unreachable!(\"{sum}\");", DegenerateKind.StandIn)]
    [InlineData("log(sum);", "panic!();", DegenerateKind.StandIn)]
    [InlineData("log(sum);", "loop {}", DegenerateKind.StandIn)]
    [InlineData("log(sum);", "while true {}", DegenerateKind.StandIn)]
    [InlineData("log(sum);", "std::process::exit(0);", DegenerateKind.StandIn)]
    [InlineData("log(sum);", "std::process::abort();", DegenerateKind.StandIn)]
    [InlineData("log(sum);", "unsafe { log(sum) };", DegenerateKind.Unsafe)]
    [InlineData("fn log(_sum: i64) {}", "unsafe fn log(_sum: i64) {}", DegenerateKind.Unsafe)]
    [InlineData("fn log(_sum: i64) {}", "fn log(_sum: i64) {} static mut LAST: i64 = 0;", DegenerateKind.Unsafe)]
    [InlineData("log(sum);", "log(sum); std::mem::forget(all);", DegenerateKind.EscapedOwnership)]
    [InlineData("for a in all", "for a in Box::leak(all.to_vec().into_boxed_slice()).iter()", DegenerateKind.EscapedOwnership)]
    [InlineData("for a in all", "for a in std::mem::transmute::<_, &'static [Account]>(all)", DegenerateKind.EscapedOwnership)]
    [InlineData("let first;", "let first; let _keep = std::mem::ManuallyDrop::new(&all);", DegenerateKind.EscapedOwnership)]
    [InlineData("log(sum);", "log(sum); drop(&all);", DegenerateKind.EscapedOwnership)]
    [InlineData("log(sum);", "log(sum); drop(sum.clone());", DegenerateKind.EscapedOwnership)]
    [InlineData("fn log(_sum", "#[allow(unused)] fn log(_sum", DegenerateKind.SilencedLint)]
    [InlineData("use std::fmt;", "#![allow(warnings)]\nuse std::fmt;", DegenerateKind.SilencedLint)]
    [InlineData("#![deny(unused_must_use)]", "", DegenerateKind.SilencedLint)]
    [InlineData("fn log(_sum", "#[expect(dead_code)] fn log(_sum", DegenerateKind.SilencedLint)]
    [InlineData("impl fmt::Display", "#[cfg(any())]\nimpl fmt::Display", DegenerateKind.SwitchedOff)]
    [InlineData("log(sum);", "#[cfg(not(test))] log(sum);", DegenerateKind.SwitchedOff)]
    [InlineData("fn adds()", "#[ignore] fn adds()", DegenerateKind.SwitchedOff)]
    [InlineData("fn adds()", "#[should_panic] fn adds()", DegenerateKind.SwitchedOff)]
    [InlineData("fn log(_sum: i64) {}", "", DegenerateKind.DeletedItem)]
    [InlineData("#[derive(Debug, Clone)]", "#[derive(Debug)]", DegenerateKind.DeletedItem)]
    [InlineData("{ owner: String, cents: i64 }", "{ cents: i64 }", DegenerateKind.DeletedItem)]
    [InlineData("fn total(", "fn total_of_all(", DegenerateKind.RenamedItem)]
    [InlineData("{ write!(f, \"{}\", self.owner) }", "{}", DegenerateKind.EmptiedBody)]
    [InlineData("{ println!(\"{what}\"); }", "{ () }", DegenerateKind.EmptiedBody)]
    [InlineData("self.audit(\"deposit\");", "", DegenerateKind.RemovedStatement)]
    [InlineData("for a in all { sum += a.cents; }", "", DegenerateKind.RemovedStatement)]
    [InlineData("self.cents += cents;", "", DegenerateKind.RemovedStatement)]
    [InlineData("log(sum);", "// log(sum);", DegenerateKind.CommentedOut)]
    [InlineData("self.audit(\"deposit\");", "/* self.audit(\"deposit\"); */", DegenerateKind.CommentedOut)]
    [InlineData("assert!(cents > 0, \"positive\");", "", DegenerateKind.WeakenedAssertion)]
    [InlineData("assert!(cents > 0,", "assert!(cents >= 0,", DegenerateKind.WeakenedAssertion)]
    [InlineData("assert!(cents > 0,", "assert!(true || cents > 0,", DegenerateKind.WeakenedAssertion)]
    [InlineData("assert!(cents > 0,", "debug_assert!(cents > 0,", DegenerateKind.WeakenedAssertion)]
    [InlineData("let first;", "let first = None;", DegenerateKind.InventedValue)]
    [InlineData("log(sum);", "log(42);", DegenerateKind.InventedValue)]
    [InlineData("self.cents\n", "0\n", DegenerateKind.InventedValue)]
    [InlineData("first }", "Default::default() }", DegenerateKind.InventedValue)]
    [InlineData("all.into_iter().next();", "all.into_iter().next().or(None);", DegenerateKind.InventedValue)]
    [InlineData("self.audit(\"deposit\");", "if false { self.audit(\"deposit\"); }", DegenerateKind.InventedValue)]
    [InlineData("log(sum);", "log(Some(sum).unwrap_or(7));", DegenerateKind.InventedValue)]
    [InlineData("let mut sum = 0;", "let mut sum = 0; if all.len() > 3 { return 1; }", DegenerateKind.EarlyExit)]
    [InlineData("{ sum += a.cents; }", "{ break; sum += a.cents; }", DegenerateKind.EarlyExit)]
    [InlineData("{ sum += a.cents; }", "{ continue; sum += a.cents; }", DegenerateKind.EarlyExit)]
    [InlineData("assert_eq!(total(&[]), 0);", "assert_eq!(total(&[]), total(&[]));", DegenerateKind.EditedTest)]
    [InlineData("use super::*;", "use super::*; fn helper() {}", DegenerateKind.EditedTest)]
    [InlineData("/// assert_eq!(1 + 1, 2);", "/// assert_eq!(1 + 1, 3);", DegenerateKind.EditedTest)]
    [InlineData("/// ```\n/// assert", "/// ```ignore\n/// assert", DegenerateKind.EditedTest)]
    [InlineData("#[test]\n    fn picks", "fn picks", DegenerateKind.FewerTests)]
    [InlineData("#[test]\n    fn adds() { assert_eq!(total(&[]), 0); }", "", DegenerateKind.FewerTests)]
    [InlineData("use std::fmt;", "use std::fmt; extern crate alloc;", DegenerateKind.ForeignCode)]
    [InlineData("use std::fmt;", "#![feature(never_type)] use std::fmt;", DegenerateKind.ForeignCode)]
    public void Is_seen(string old, string now, DegenerateKind kind)
    {
        Assert.Contains(old, Base, StringComparison.Ordinal);
        var at = Base.IndexOf(old, StringComparison.Ordinal);
        var found = DegenerateDetector.Compare(RustSource.Read(Base), RustSource.Read(Base[..at] + now + Base[(at + old.Length)..]));
        Assert.Contains(kind, found.Select(finding => finding.Kind));
        Assert.All(found, finding => Assert.True(finding.Line > 0));
    }

    [Fact]
    public void An_inserted_arm_without_a_body_is_seen()
    {
        var before = RustSource.Read("fn f(x: E) { match x { E::A => a(), } }");
        var after = RustSource.Read("fn f(x: E) { match x { E::A => a(), E::B => {} } }");
        Assert.Equal([DegenerateKind.InventedValue], DegenerateDetector.Compare(before, after).Select(finding => finding.Kind));
    }

    [Fact]
    public void Tests_may_change_when_the_task_allows_it_but_not_vanish()
    {
        var changed = RustSource.Read(Base.Replace("assert!(pick(vec![]).is_none());", "let none = vec![]; assert!(pick(none).is_none());", StringComparison.Ordinal));
        Assert.Empty(DegenerateDetector.Compare(RustSource.Read(Base), changed, mayEditTests: true));
        var gone = RustSource.Read(Base.Replace("#[test]\n    fn picks", "fn picks", StringComparison.Ordinal));
        Assert.NotEmpty(DegenerateDetector.Compare(RustSource.Read(Base), gone, mayEditTests: true));
    }
}
